package busbar.sitefiles;

import busbar.contract.Clause;
import busbar.contract.ClientHosting;
import busbar.contract.CurtailmentRight;
import busbar.contract.DemandResponseProgramme;
import busbar.hardware.HardwareCatalogue;
import busbar.hardware.PowerProfile;
import busbar.hardware.RigModel;
import busbar.site.GridConnection;
import busbar.site.Operation;
import busbar.site.RigGroup;
import busbar.site.Site;
import busbar.tariff.Charge;
import busbar.tariff.Tariff;
import busbar.tariff.TimeOfUse;
import busbar.units.Notation;
import busbar.units.OutOfRange;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a site file: YAML or JSON in, a {@link Site} or the reasons for its refusal out. A file is
 * refused whole; as many of its problems as can be told apart are told at once. Never throws for
 * what a file holds.
 */
public final class SiteFileReader {
  /** No site file is larger. */
  public static final int MAX_BYTES = 1 << 20;

  private static final LocalDate FIRST_DATE = LocalDate.of(2009, 1, 3);
  private static final LocalDate LAST_DATE = LocalDate.of(2199, 12, 31);
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  private final HardwareCatalogue catalogue;
  private final ParameterCheck parameters;

  /**
   * @param catalogue the rigs that a site may name without describing them
   * @param parameters the rulebook's word on overridden parameters
   */
  public SiteFileReader(HardwareCatalogue catalogue, ParameterCheck parameters) {
    this.catalogue = catalogue;
    this.parameters = parameters;
  }

  /** Reads a file; price files are looked for in the folder in which it stands, or below. */
  public SiteReading read(Path file) {
    Path name = file.getFileName();
    Problems problems = new Problems(name == null ? file.toString() : name.toString());
    Path folder = file.toAbsolutePath().getParent();
    return TextFile.read(file, MAX_BYTES, problems)
        .map(text -> read(text, folder, problems))
        .orElseGet(() -> SiteReading.refused(problems));
  }

  /**
   * Reads a text.
   *
   * @param file name by which problems call it
   * @param text YAML, or JSON where it begins with a brace
   * @param folder where its price files are; null where it may name none
   */
  public SiteReading read(String file, String text, @Nullable Path folder) {
    return read(file, text.getBytes(StandardCharsets.UTF_8), folder);
  }

  /** Reads a text in UTF-8. */
  SiteReading read(String file, byte[] utf8, @Nullable Path folder) {
    Problems problems = new Problems(file);
    return TextFile.decode(utf8, MAX_BYTES, problems)
        .map(text -> read(text, folder, problems))
        .orElseGet(() -> SiteReading.refused(problems));
  }

  private SiteReading read(String yaml, @Nullable Path folder, Problems problems) {
    SiteText text = SiteText.parse(yaml, problems);
    Set<Path> priceFiles = new HashSet<>();
    Site site = null;
    if (problems.isEmpty()) {
      ShapeCheck.check(text, problems);
    }
    if (problems.isEmpty()) {
      site = new Reading(text, folder, priceFiles, problems).site();
    }
    return new SiteReading(
        problems.file(),
        problems.isEmpty() ? site : null,
        text.lineOf("id"),
        problems.list(),
        problems.listWarnings(),
        priceFiles);
  }

  /** One file of the right shape on its way to a site. */
  private final class Reading {
    private final SiteText text;
    private final @Nullable Path folder;
    private final Set<Path> priceFiles;
    private final Problems problems;

    Reading(SiteText text, @Nullable Path folder, Set<Path> priceFiles, Problems problems) {
      this.text = text;
      this.folder = folder;
      this.priceFiles = priceFiles;
      this.problems = problems;
    }

    @Nullable Site site() {
      Optional<ZoneId> zone = zone();
      Optional<GridConnection> grid = part("grid", GridConnection.class);
      Optional<Operation> operation = part("operation", Operation.class);
      Map<Integer, RigModel> rigs = parts("rigs", RigModel.class);
      Map<Integer, PowerProfile> profiles = parts("profiles", PowerProfile.class);
      Map<Integer, RigGroup> groups = parts("groups", RigGroup.class);
      Optional<Tariff> tariff = tariff(zone);
      Map<Integer, Clause> contracts = parts("contracts", Clause.class);
      checkDates(contracts);
      checkBudgets(contracts);
      checkParameters();
      Optional<HardwareCatalogue> all = catalogue(rigs, profiles);
      all.ifPresent(known -> checkModels(known, groups));
      if (all.isPresent() && grid.isPresent() && operation.isPresent()) {
        checkLoad(all.get(), grid.get(), operation.get(), groups);
      }
      boolean whole =
          zone.isPresent()
              && grid.isPresent()
              && operation.isPresent()
              && isWhole("rigs", rigs)
              && isWhole("profiles", profiles)
              && isWhole("groups", groups)
              && isWhole("contracts", contracts);
      // What spans the parts is checked by the site. Prices of a file are in the tariff, not in the
      // text.
      Optional<Site> site = whole ? convert("", withoutTariff(), Site.class) : Optional.empty();
      return tariff.flatMap(price -> site.map(read -> read.withTariff(price))).orElse(null);
    }

    private boolean isWhole(String field, Map<Integer, ?> parts) {
      return parts.size() == text.root().path(field).size();
    }

    private ObjectNode withoutTariff() {
      ObjectNode root = text.root().deepCopy();
      root.putObject("tariff").put("kind", "fixed").put("usdPerMwh", 0);
      return root;
    }

    private Optional<ZoneId> zone() {
      String written = text.root().path("timeZone").asText();
      Optional<ZoneId> zone;
      try {
        zone = Optional.of(ZoneId.of(written));
      } catch (DateTimeException e) {
        zone = Optional.empty();
      }
      if (zone.isEmpty()) {
        problems.add(
            text.lineOf("timeZone"),
            "timeZone",
            "is '" + Spelling.shortened(written) + "', no known time zone",
            "write one such as America/Chicago"
                + Spelling.nearest(written, ZoneId.getAvailableZoneIds())
                    .map(near -> "; did you mean " + near + "?")
                    .orElse(""));
      }
      return zone;
    }

    private Optional<Tariff> tariff(Optional<ZoneId> zone) {
      JsonNode node = text.root().path("tariff");
      Map<Integer, TimeOfUse.Period> periods = new HashMap<>();
      elements("tariff.periods", node.path("periods"), TimeOfUse.Period.class, periods);
      Map<Integer, Charge> charges = new TreeMap<>();
      elements("tariff.charges", node.path("charges"), Charge.class, charges);
      if (periods.size() < node.path("periods").size()
          || charges.size() < node.path("charges").size()) {
        return Optional.empty();
      }
      Optional<Tariff> tariff = convert("tariff", node, Tariff.class);
      return zone.flatMap(
          clock ->
              tariff.flatMap(
                  read ->
                      new PriceFiles(text, folder, priceFiles, clock, problems).readInto(read)));
    }

    private void checkDates(Map<Integer, Clause> contracts) {
      contracts.forEach((index, clause) -> checkDates("contracts[" + index + "]", clause));
    }

    /** Every date of a record, and of what it holds. */
    private void checkDates(String field, @Nullable Object value) {
      if (value instanceof LocalDate date) {
        checkDate(field, date);
      } else if (value instanceof List<?> list) {
        for (int i = 0; i < list.size(); i++) {
          checkDates(field + "[" + i + "]", list.get(i));
        }
      } else if (value instanceof Record) {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
          try {
            checkDates(field + "." + component.getName(), component.getAccessor().invoke(value));
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a clause's field could not be read", e);
          }
        }
      }
    }

    private void checkDate(String field, LocalDate date) {
      if (date.isBefore(FIRST_DATE) || date.isAfter(LAST_DATE)) {
        problems.add(
            text.lineOf(field),
            field,
            "is " + date,
            "write a date from " + FIRST_DATE + " to " + LAST_DATE);
      }
    }

    /** More used than allowed may be so, and leaves nothing; more likely it is a slip. */
    private void checkBudgets(Map<Integer, Clause> contracts) {
      contracts.forEach(
          (index, clause) -> {
            String at = "contracts[" + index + "].";
            if (clause instanceof DemandResponseProgramme programme) {
              checkUsed(
                  at + "eventsUsed",
                  programme.eventsUsed(),
                  "maxEventsPerYear",
                  programme.maxEventsPerYear());
              checkUsed(
                  at + "hoursUsed",
                  programme.hoursUsed(),
                  "maxHoursPerYear",
                  programme.maxHoursPerYear());
            } else if (clause instanceof ClientHosting hosting && hosting.curtailment() != null) {
              CurtailmentRight right = hosting.curtailment();
              checkUsed(
                  at + "curtailment.hoursUsed",
                  right.hoursUsed(),
                  "hoursPerYear",
                  right.hoursPerYear());
            }
          });
    }

    private void checkUsed(String field, double used, String limitField, double limit) {
      if (used > limit) {
        problems.warn(
            text.lineOf(field),
            field,
            "is "
                + Notation.number(used, "0.##")
                + ", more than the "
                + Notation.number(limit, "0.##")
                + " of "
                + limitField,
            "mend one of them; else nothing is left of the year");
      }
    }

    private void checkParameters() {
      text.root()
          .path("parameters")
          .fields()
          .forEachRemaining(
              entry -> {
                String field = "parameters." + entry.getKey();
                try {
                  parameters.check(entry.getKey(), entry.getValue().doubleValue());
                } catch (OutOfRange e) {
                  problems.add(text.lineOf(field), field, e.problem(), e.remedy());
                } catch (IllegalArgumentException e) {
                  problems.add(
                      text.lineOf(field),
                      field,
                      "is refused: " + e.getMessage(),
                      "see rules/parameters for what may be overridden, and how far");
                }
              });
    }

    private Optional<HardwareCatalogue> catalogue(
        Map<Integer, RigModel> rigs, Map<Integer, PowerProfile> profiles) {
      checkTwice("rigs", rigs, RigModel::model);
      checkTwice("profiles", profiles, p -> p.model() + ", " + p.firmware() + ", " + p.profile());
      HardwareCatalogue known = catalogue.with(rigs.values(), List.of());
      List<PowerProfile> usable = new ArrayList<>();
      profiles.forEach(
          (index, profile) -> {
            try {
              known.getRig(profile.model());
              usable.add(profile);
            } catch (OutOfRange e) {
              problems.add(text, e.within("profiles[" + index + "]"));
            }
          });
      // A rig that is not understood may be the one that a group means.
      return isWhole("rigs", rigs) ? Optional.of(known.with(List.of(), usable)) : Optional.empty();
    }

    private <T> void checkTwice(String field, Map<Integer, T> elements, Function<T, String> name) {
      Map<String, Integer> first = new HashMap<>();
      elements.forEach(
          (index, element) -> {
            Integer earlier = first.putIfAbsent(name.apply(element), index);
            if (earlier != null) {
              String at = field + "[" + index + "]";
              problems.add(
                  text.lineOf(at),
                  at,
                  "describes the same as " + field + "[" + earlier + "]",
                  "leave out one of them");
            }
          });
    }

    private void checkModels(HardwareCatalogue known, Map<Integer, RigGroup> groups) {
      groups.forEach(
          (index, group) -> {
            String at = "groups[" + index + "]";
            try {
              known.getRig(group.model());
            } catch (OutOfRange e) {
              problems.add(text, e.within(at));
              return;
            }
            List<String> firmwares = known.listFirmwares(group.model());
            if (group.firmware() != null && !firmwares.contains(group.firmware())) {
              problems.warn(
                  text.lineOf(at + ".firmware"),
                  at + ".firmware",
                  "is '"
                      + Spelling.shortened(group.firmware())
                      + "', of which no power profiles are known for "
                      + group.model(),
                  firmwares.isEmpty()
                      ? "add its profiles under 'profiles'; until then the rigs count at nameplate"
                      : "known are "
                          + String.join(", ", firmwares)
                          + "; until then the rigs count at nameplate");
            }
          });
    }

    private void checkLoad(
        HardwareCatalogue known,
        GridConnection grid,
        Operation operation,
        Map<Integer, RigGroup> groups) {
      double sum = 0;
      boolean eachFits = true;
      for (Map.Entry<Integer, RigGroup> entry : groups.entrySet()) {
        RigGroup group = entry.getValue();
        if (known.findRig(group.model()).isEmpty()) {
          return;
        }
        double watts = known.listProfiles(group.model(), group.firmware()).get(0).powerW();
        double mw = group.count() * watts * operation.facilityOverhead() / 1e6;
        sum += mw;
        if (mw > grid.mw()) {
          eachFits = false;
          String field = "groups[" + entry.getKey() + "].count";
          problems.add(
              text.lineOf(field),
              field,
              "is "
                  + group.count()
                  + ": these rigs draw "
                  + Notation.format("Mw", mw)
                  + " at the meter, more than the "
                  + Notation.format("Mw", grid.mw())
                  + " that the grid connection carries",
              "mend the count, or grid.mw");
        }
      }
      if (eachFits && sum > grid.mw()) {
        problems.warn(
            text.lineOf("groups"),
            "groups",
            "draw "
                + Notation.format("Mw", sum)
                + " together, more than the "
                + Notation.format("Mw", grid.mw())
                + " that the grid connection carries",
            "mend the counts or grid.mw; else the rigs beyond the connection stay off");
      }
    }

    private <T> Optional<T> part(String field, Class<T> type) {
      return convert(field, text.root().path(field), type);
    }

    private <T> Map<Integer, T> parts(String field, Class<T> type) {
      Map<Integer, T> parts = new TreeMap<>();
      elements(field, text.root().path(field), type, parts);
      return parts;
    }

    private <T> void elements(String field, JsonNode array, Class<T> type, Map<Integer, T> into) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        convert(field + "[" + i + "]", array.get(i), type).ifPresent(e -> into.put(index, e));
      }
    }

    private <T> Optional<T> convert(String field, JsonNode node, Class<T> type) {
      try {
        return Optional.of(MAPPER.treeToValue(node, type));
      } catch (JsonProcessingException e) {
        tell(field, e);
        return Optional.empty();
      }
    }

    private void tell(String field, JsonProcessingException e) {
      String at = field + (e instanceof JsonMappingException inner ? pathOf(inner) : "");
      String path = at.startsWith(".") ? at.substring(1) : at;
      if (e.getCause() instanceof OutOfRange refusal) {
        problems.add(text, path.isEmpty() ? refusal : refusal.within(path));
      } else if (e instanceof InvalidFormatException format) {
        problems.add(
            text.lineOf(path),
            path,
            "is '" + Spelling.shortened(String.valueOf(format.getValue())) + "'",
            "write " + wanted(format.getTargetType()));
      } else {
        problems.add(
            text.lineOf(path),
            path.isEmpty() ? null : path,
            "cannot be read: " + e.getOriginalMessage().lines().findFirst().orElse(""),
            "see the schema for what stands here");
      }
    }

    private static String wanted(Class<?> type) {
      if (type == LocalDate.class) {
        return "a date as year-month-day, 2026-02-12";
      }
      return type == LocalDateTime.class
          ? "a local time, 2026-02-12T17:00"
          : "a value that the schema allows";
    }

    private static String pathOf(JsonMappingException e) {
      StringBuilder path = new StringBuilder();
      for (JsonMappingException.Reference step : e.getPath()) {
        path.append(
            step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName());
      }
      return path.toString();
    }
  }
}
