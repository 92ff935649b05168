package busbar.tariff;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A tariff of freely combined charges: a utility's rate, a retailer's contract, or both together.
 *
 * <p>Its energy and index charges together price every hour of the year exactly once; everything
 * else comes on top. Prices are positive where the site pays.
 *
 * @param name as the utility or retailer calls it
 * @param supplier who bills it
 * @param validFrom first local day of the rate; absent where it has no beginning that matters
 * @param validUntil last local day; absent where it has not ended
 * @param minKw the rate is for customers whose highest load is at least this
 * @param maxKw the rate is for customers whose highest load is at most this
 * @param asIfCurrent whether to price loads outside those dates and limits all the same, saying so
 * @param holidays days that are holidays to it; none where absent
 */
public record RateSchedule(
    @JsonPropertyDescription("Name, as the utility or retailer calls it") String name,
    @JsonPropertyDescription("Who bills it") @Nullable String supplier,
    @JsonPropertyDescription("First local day of the rate") @Nullable LocalDate validFrom,
    @JsonPropertyDescription("Last local day of the rate") @Nullable LocalDate validUntil,
    @JsonPropertyDescription("For customers whose highest load is at least this, kW")
        @Nullable Double minKw,
    @JsonPropertyDescription("For customers whose highest load is at most this, kW")
        @Nullable Double maxKw,
    @JsonPropertyDescription("Price loads outside its dates and limits all the same, saying so")
        @Nullable Boolean asIfCurrent,
    @JsonPropertyDescription("Days that are holidays to it") @Nullable Holidays holidays,
    @JsonProperty(required = true) @JsonPropertyDescription("What it charges, in any order")
        List<Charge> charges)
    implements Tariff {

  public RateSchedule {
    Ranges.text("name", name);
    if (validFrom != null && validUntil != null && validUntil.isBefore(validFrom)) {
      throw new OutOfRange(
          "validUntil",
          "is " + validUntil + ", before validFrom " + validFrom,
          "swap or mend them");
    }
    double least = minKw == null ? 0 : Ranges.within("minKw", minKw, 0, 1e8);
    if (maxKw != null && Ranges.within("maxKw", maxKw, 0, 1e8) < least) {
      throw new OutOfRange("maxKw", "is " + maxKw + ", below minKw " + least, "mend one");
    }
    charges = List.copyOf(Ranges.notEmpty("charges", charges));
    checkNames(charges);
    checkHolidays(charges, holidays);
    checkCoverage(charges, holidays);
    checkBlocks(charges);
  }

  /** A tariff of one charge. */
  static RateSchedule of(String name, Charge charge) {
    return new RateSchedule(name, null, null, null, null, null, null, null, List.of(charge));
  }

  private static void checkNames(List<Charge> charges) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < charges.size(); i++) {
      if (!names.add(charges.get(i).name())) {
        throw new OutOfRange(
            "charges[" + i + "].name",
            "is '" + charges.get(i).name() + "', as that of another charge",
            "give each charge a name of its own");
      }
    }
    for (int i = 0; i < charges.size(); i++) {
      if (charges.get(i) instanceof TaxCharge tax && tax.of() != null) {
        for (String of : tax.of()) {
          if (!names.contains(of)) {
            throw noCharge(
                "charges[" + i + "].of",
                of,
                charges.stream().filter(c -> !(c instanceof TaxCharge)));
          }
          if (charges.stream().anyMatch(c -> c instanceof TaxCharge && c.name().equals(of))) {
            throw new OutOfRange(
                "charges[" + i + "].of",
                "names '" + of + "', which is a tax itself",
                "name the charges that it is taken of; give a tax on a tax as one percentage");
          }
        }
      }
      if (charges.get(i) instanceof EnergyCharge energy && energy.billingDemandOf() != null) {
        String of = energy.billingDemandOf();
        if (charges.stream().noneMatch(c -> c instanceof DemandCharge && c.name().equals(of))) {
          throw noCharge(
              "charges[" + i + "].billingDemandOf",
              of,
              charges.stream().filter(DemandCharge.class::isInstance));
        }
      }
    }
  }

  private static OutOfRange noCharge(String field, String name, Stream<Charge> known) {
    return new OutOfRange(
        field,
        "names '" + name + "', which is no such charge of this tariff",
        "write one of " + known.map(Charge::name).sorted().toList());
  }

  private static void checkHolidays(List<Charge> charges, @Nullable Holidays holidays) {
    if (holidays != null) {
      return;
    }
    for (int i = 0; i < charges.size(); i++) {
      if (whensOf(charges.get(i)).anyMatch(When::namesHolidays)) {
        throw new OutOfRange(
            "charges[" + i + "]",
            "prices holidays, and the tariff names none",
            "add 'holidays' to the tariff: nerc, dates or both");
      }
    }
  }

  private static Stream<When> whensOf(Charge charge) {
    List<? extends HourTable.Period> periods = List.of();
    if (charge instanceof EnergyCharge energy) {
      periods = energy.periods();
    } else if (charge instanceof RiderCharge rider) {
      periods = rider.periods();
    } else if (charge instanceof DemandCharge demand) {
      periods = demand.periods();
    } else if (charge instanceof HourTable.Period own) {
      periods = List.of(own);
    }
    return periods.stream()
        .flatMap(p -> Optional.ofNullable(p.when()).stream().flatMap(List::stream));
  }

  /** Every hour has one energy or index price. */
  private static void checkCoverage(List<Charge> charges, @Nullable Holidays holidays) {
    List<Charge> base =
        charges.stream()
            .filter(c -> c instanceof EnergyCharge || c instanceof IndexCharge)
            .toList();
    List<HourTable> tables = base.stream().map(RateSchedule::tableOf).toList();
    for (int slot = 0; slot < HourTable.SLOTS; slot++) {
      if (holidays == null && HourTable.kindOf(slot) == DayKind.HOLIDAY) {
        continue;
      }
      int at = slot;
      List<String> names = new ArrayList<>();
      for (int i = 0; i < base.size(); i++) {
        if (tables.get(i).covers(at)) {
          names.add(base.get(i).name());
        }
      }
      if (names.isEmpty()) {
        throw new OutOfRange(
            "charges",
            "price no energy " + HourTable.words(at),
            "add an energy or index charge, or a period, that covers it");
      }
      if (names.size() > 1) {
        throw new OutOfRange(
            "charges",
            "price energy twice, by " + String.join(" and ", names) + ", " + HourTable.words(at),
            "let one of them cover it; what comes on top of it is a rider");
      }
    }
  }

  private static HourTable tableOf(Charge charge) {
    if (charge instanceof EnergyCharge energy) {
      return HourTable.of("periods", energy.periods());
    }
    if (charge instanceof RiderCharge rider) {
      return HourTable.of("periods", rider.periods());
    }
    return HourTable.of("when", List.of((HourTable.Period) charge));
  }

  /** A block that is sold back at the index has one in each of its hours. */
  private static void checkBlocks(List<Charge> charges) {
    List<HourTable> indexes =
        charges.stream().filter(IndexCharge.class::isInstance).map(RateSchedule::tableOf).toList();
    for (int i = 0; i < charges.size(); i++) {
      if (charges.get(i) instanceof BlockCharge block && block.sellBackFeeUsdPerMwh() != null) {
        HourTable hours = tableOf(block);
        for (int slot = 0; slot < HourTable.SLOTS; slot++) {
          int at = slot;
          if (hours.covers(at) && indexes.stream().noneMatch(index -> index.covers(at))) {
            throw new OutOfRange(
                "charges[" + i + "].sellBackFeeUsdPerMwh",
                "sells back at an index, and none prices energy " + HourTable.words(at),
                "add an index charge that covers the block's hours, or write resaleUsdPerMwh");
          }
        }
      }
    }
  }

  @Override
  public void checkIn(ZoneId zone) {
    for (int i = 0; i < charges.size(); i++) {
      if (charges.get(i) instanceof IndexCharge index) {
        index.prices().checkIn("charges[" + i + "].prices.prices", zone);
      }
    }
  }

  /** The charges of one kind, in the order of the tariff. */
  public <T extends Charge> Stream<T> charges(Class<T> kind) {
    return charges.stream().filter(kind::isInstance).map(kind::cast);
  }

  /** Taxes on a charge, as what each of its dollars costs in all. */
  public double taxFactor(Charge charge) {
    return 1
        + charges(TaxCharge.class)
            .filter(tax -> tax.covers(charge))
            .mapToDouble(tax -> tax.percent() / 100)
            .sum();
  }

  @Override
  public RateSchedule asRateSchedule() {
    return this;
  }

  /**
   * The same tariff with every energy and index price higher by that much, taxes included; what a
   * block is sold back at moves with the index.
   */
  @Override
  public RateSchedule plus(double usdPerMwh) {
    List<Charge> changed = new ArrayList<>();
    for (Charge charge : charges) {
      if (charge instanceof EnergyCharge energy) {
        changed.add(energy.plus(usdPerMwh / taxFactor(charge)));
      } else if (charge instanceof IndexCharge index) {
        changed.add(index.plus(usdPerMwh / taxFactor(charge)));
      } else {
        changed.add(charge);
      }
    }
    return withCharges(changed);
  }

  /** The same tariff with other charges. */
  public RateSchedule withCharges(List<Charge> others) {
    return new RateSchedule(
        name, supplier, validFrom, validUntil, minKw, maxKw, asIfCurrent, holidays, others);
  }

  @Override
  public PricedDays in(ZoneId zone) {
    MarginalPrices marginal = new MarginalPrices(this, zone);
    return date -> days(marginal, null, date, zone);
  }

  @Override
  public PricedDays unusedIn(ZoneId zone, BlockCharge block) {
    MarginalPrices marginal = new MarginalPrices(this, zone);
    return date -> days(marginal, block, date, zone);
  }

  private PriceCurve days(
      MarginalPrices marginal, @Nullable BlockCharge block, LocalDate date, ZoneId zone) {
    Instant start = date.atStartOfDay(zone).toInstant();
    double[] prices = new double[Tariff.hoursOf(date, zone)];
    for (int hour = 0; hour < prices.length; hour++) {
      ZonedDateTime at = start.plus(hour, ChronoUnit.HOURS).atZone(zone);
      prices[hour] = marginal.hour(at, block);
    }
    return PriceCurve.of(start, prices);
  }

  @Override
  public PriceYear yearFrom(LocalDate date, ZoneId zone) {
    return new MarginalPrices(this, zone).year(date, null);
  }

  @Override
  public PriceYear unusedYearFrom(LocalDate date, ZoneId zone, BlockCharge block) {
    return new MarginalPrices(this, zone).year(date, block);
  }

  @Override
  @JsonIgnore
  public List<BlockCharge> blocks() {
    return charges(BlockCharge.class).toList();
  }
}
