package busbar.contract;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/**
 * An offer to lease the site's megawatts for AI hosting.
 *
 * @param grossMw MW at the meter that it takes
 * @param criticalItMw MW that the tenant leases; at most {@code grossMw}
 * @param contractValueUsd rent over the whole term, USD; the committed part alone
 * @param escalatorPercent yearly rise of the rent
 * @param noiMarginPercent share of the rent left after the landlord's costs
 * @param capexUsdPerItMw the landlord's building cost, USD per MW of critical IT
 */
public record AiHostingOffer(
    @JsonPropertyDescription("Where the offer stands, such as 'Letter of intent of 3 February'")
        String ref,
    @JsonPropertyDescription("The tenant") String tenant,
    @JsonPropertyDescription("How far the deal has come") Status status,
    @JsonPropertyDescription("MW at the meter that it takes") double grossMw,
    @JsonPropertyDescription("MW that the tenant leases") double criticalItMw,
    @JsonPropertyDescription("Term, years") int termYears,
    @JsonPropertyDescription("Rent over the whole term, the committed part alone, USD")
        double contractValueUsd,
    @JsonPropertyDescription("Yearly rise of the rent, per cent") double escalatorPercent,
    @JsonPropertyDescription("Share of the rent left after the landlord's costs, per cent")
        double noiMarginPercent,
    @JsonPropertyDescription("The landlord's building cost, USD per MW of critical IT")
        double capexUsdPerItMw,
    @JsonPropertyDescription("Dates, notice and wording") @Nullable Term term)
    implements Clause {

  /** How far a deal has come. */
  public enum Status {
    @JsonProperty("indicative")
    INDICATIVE,
    @JsonProperty("announced")
    ANNOUNCED,
    @JsonProperty("signed-conditional")
    SIGNED_CONDITIONAL,
    @JsonProperty("effective")
    EFFECTIVE;

    /** Whether the tenant is bound, be it on conditions. */
    public boolean isSigned() {
      return this == SIGNED_CONDITIONAL || this == EFFECTIVE;
    }
  }

  public AiHostingOffer {
    Ranges.text("ref", ref);
    Ranges.text("tenant", tenant);
    Ranges.present("status", status);
    Ranges.positive("grossMw", grossMw);
    Ranges.positive("criticalItMw", criticalItMw);
    if (criticalItMw > grossMw) {
      throw new OutOfRange(
          "criticalItMw",
          "is " + criticalItMw + ", more than grossMw " + grossMw,
          "gross MW counts cooling and losses too; swap or mend them");
    }
    Ranges.within("termYears", termYears, 1, 50);
    Ranges.within("contractValueUsd", contractValueUsd, 1, 1e12);
    Ranges.within("escalatorPercent", escalatorPercent, -20, 20);
    Ranges.percent("noiMarginPercent", noiMarginPercent);
    Ranges.within("capexUsdPerItMw", capexUsdPerItMw, 0, 1e9);
  }

  @Override
  public String party() {
    return tenant;
  }

  /**
   * Rent of the first month, USD per kW of critical IT: the term's value spread by the escalator.
   */
  public double firstRentUsdPerKwMonth() {
    double growth = 1 + escalatorPercent / 100;
    double years = 0;
    double factor = 1;
    for (int year = 0; year < termYears; year++) {
      years += factor;
      factor *= growth;
    }
    return contractValueUsd / years / 12 / (criticalItMw * 1000);
  }

  /** The same offer at another first rent, USD per kW of critical IT a month. */
  public AiHostingOffer withFirstRentUsdPerKwMonth(double rent) {
    return new AiHostingOffer(
        ref,
        tenant,
        status,
        grossMw,
        criticalItMw,
        termYears,
        contractValueUsd * rent / firstRentUsdPerKwMonth(),
        escalatorPercent,
        noiMarginPercent,
        capexUsdPerItMw,
        term);
  }
}
