package busbar.site;

import busbar.contract.Clause;
import busbar.contract.ClientHosting;
import busbar.contract.DemandResponseEvent;
import busbar.contract.DemandResponseProgramme;
import busbar.contract.Loan;
import busbar.hardware.PowerProfile;
import busbar.hardware.RigModel;
import busbar.tariff.Tariff;
import busbar.units.OutOfRange;
import busbar.units.Ranges;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a site file says. Immutable; the same record is read from YAML, taken by the API and hashed
 * with a recommendation.
 *
 * @param notices what a reader of the page must know about the site's figures
 * @param rigs the site's own rig models, which win over the catalogue's
 * @param profiles the site's own power profiles, which win over the catalogue's
 * @param parameters the rulebook's parameters that this site overrides, by key
 */
public record Site(
    @JsonPropertyDescription("Id, unique among the sites") String id,
    @JsonPropertyDescription("Name, for people") String name,
    @JsonPropertyDescription("Time zone, such as America/Chicago") ZoneId timeZone,
    @JsonPropertyDescription("What a reader must know about these figures") List<String> notices,
    @JsonPropertyDescription("The connection to the grid") GridConnection grid,
    @JsonPropertyDescription("Overhead, pool fee and uptime") Operation operation,
    @JsonPropertyDescription("Rig models that the catalogue lacks or has wrong")
        List<RigModel> rigs,
    @JsonPropertyDescription("Operating points that the site measured or tuned itself")
        List<PowerProfile> profiles,
    @JsonProperty(required = true)
        @JsonPropertyDescription("Rigs of one model, owner and place; may be empty")
        List<RigGroup> groups,
    @JsonPropertyDescription("What power costs") Tariff tariff,
    @JsonPropertyDescription("Clauses that bind, and offers") List<Clause> contracts,
    @JsonPropertyDescription("Parameters of the rulebook that this site overrides")
        Map<String, Double> parameters) {

  public Site {
    Ranges.id("id", id);
    Ranges.text("name", name);
    Ranges.present("timeZone", timeZone);
    notices = Ranges.list("notices", notices);
    Ranges.present("grid", grid);
    Ranges.present("operation", operation);
    rigs = Ranges.list("rigs", rigs);
    profiles = Ranges.list("profiles", profiles);
    groups = Ranges.list("groups", Ranges.present("groups", groups));
    checkTariff(Ranges.present("tariff", tariff), timeZone);
    contracts = Ranges.list("contracts", contracts);
    parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    parameters.forEach((key, value) -> Ranges.finite("parameters." + key, value));
    checkGroups(groups, contracts);
  }

  private static void checkTariff(Tariff tariff, ZoneId timeZone) {
    try {
      tariff.checkIn(timeZone);
    } catch (OutOfRange e) {
      throw e.within("tariff");
    }
  }

  private static void checkGroups(List<RigGroup> groups, List<Clause> contracts) {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < groups.size(); i++) {
      if (!ids.add(groups.get(i).id())) {
        throw new OutOfRange(
            "groups[" + i + "].id",
            "'" + groups.get(i).id() + "' is used twice",
            "give each group an id of its own");
      }
    }
    for (int i = 0; i < contracts.size(); i++) {
      if (contracts.get(i) instanceof ClientHosting hosting) {
        checkHostedOnce(hosting, i, contracts);
      }
      if (contracts.get(i) instanceof DemandResponseEvent event) {
        if (event.programme() != null) {
          checkProgramme(event, i, contracts);
        }
        checkCalledOnce(event, i, contracts);
      }
      for (String group : groupsOf(contracts.get(i))) {
        if (!ids.contains(group)) {
          throw new OutOfRange(
              "contracts[" + i + "].groups",
              "names '" + group + "', which is no group of this site",
              "write one of " + ids.stream().sorted().toList());
        }
      }
    }
  }

  private static void checkHostedOnce(ClientHosting hosting, int index, List<Clause> contracts) {
    Set<String> own = new HashSet<>();
    for (String group : hosting.groups()) {
      boolean twice = !own.add(group);
      for (int i = 0; i < index && !twice; i++) {
        twice =
            contracts.get(i) instanceof ClientHosting other
                && other.groups().contains(group)
                && other.overlaps(hosting);
      }
      if (twice) {
        throw new OutOfRange(
            "contracts[" + index + "].groups",
            "name '" + group + "', which is hosted under a client-hosting clause already",
            "host each group for one client at a time, under one clause");
      }
    }
  }

  private static void checkProgramme(DemandResponseEvent event, int index, List<Clause> contracts) {
    List<DemandResponseProgramme> named =
        contracts.stream()
            .filter(DemandResponseProgramme.class::isInstance)
            .map(DemandResponseProgramme.class::cast)
            .filter(programme -> programme.ref().equals(event.programme()))
            .toList();
    if (named.size() != 1) {
      throw new OutOfRange(
          "contracts[" + index + "].programme",
          "is '"
              + event.programme()
              + "', the ref of "
              + (named.isEmpty() ? "no" : "more than one")
              + " demand-response programme of this site",
          "write the ref of one clause of kind demand-response");
    }
    if (event.reduceMw() > named.get(0).mw()) {
      throw new OutOfRange(
          "contracts[" + index + "].reduceMw",
          "is " + event.reduceMw() + ", more than the " + named.get(0).mw() + " of its programme",
          "mend one of the two, or leave out 'programme'");
    }
  }

  /**
   * Refuses an event that calls in hours of one that stands above it: the same rigs would be paid
   * for twice.
   */
  private static void checkCalledOnce(
      DemandResponseEvent event, int index, List<Clause> contracts) {
    for (Clause clause : contracts.subList(0, index)) {
      if (clause instanceof DemandResponseEvent other && event.repeats(other)) {
        throw new OutOfRange(
            "contracts[" + index + "].fromHour",
            "is "
                + event.fromHour()
                + ", within '"
                + other.ref()
                + "' from "
                + other.fromHour()
                + " to "
                + other.toHour()
                + " that day",
            "list each hour of a programme's events once");
      }
    }
  }

  private static List<String> groupsOf(Clause clause) {
    if (clause instanceof ClientHosting hosting) {
      return hosting.groups();
    }
    return clause instanceof Loan loan ? loan.groups() : List.of();
  }

  /** The clauses of one kind, in the order of the file. */
  public <T extends Clause> Stream<T> clauses(Class<T> kind) {
    return contracts().stream().filter(kind::isInstance).map(kind::cast);
  }

  /** The same site with another tariff. */
  public Site withTariff(Tariff other) {
    return new Site(
        id,
        name,
        timeZone,
        notices,
        grid,
        operation,
        rigs,
        profiles,
        groups,
        other,
        contracts,
        parameters);
  }

  /** The overridden parameters in the order of their keys, so that they always read the same. */
  @Override
  public Map<String, Double> parameters() {
    return new TreeMap<>(parameters);
  }
}
