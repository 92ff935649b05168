package busbar.urdb;

import busbar.units.OutOfRange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For whom the rate is, by highest load.
 *
 * @param minKw absent without a limit
 * @param maxKw absent without a limit
 */
record Applicability(@Nullable Double minKw, @Nullable Double maxKw) {
  private static final double HIGHEST_KW = 1e8;

  /**
   * Reads the limits of demand, and notes those that Busbar does not check.
   *
   * @throws OutOfRange where the highest is below the lowest
   */
  static Applicability read(Fields fields) {
    Optional<Placed> unit = fields.find("demandunits");
    DemandUnit of = unit.map(DemandUnit::of).orElse(new DemandUnit(1, false, false));
    Optional<Placed> least = fields.find("peakkwcapacitymin").filter(min -> min.number() != 0);
    Optional<Placed> most =
        fields.find("peakkwcapacitymax").filter(max -> limits(max, of, fields.notes));
    if (least.isPresent() || most.isPresent()) {
      unit.ifPresent(written -> of.note(written, fields.notes));
    } else {
      fields.leaveBehind("demandunits");
    }
    Double minKw = least.map(min -> of.inKw(min.number(0, HIGHEST_KW))).orElse(null);
    Double maxKw = most.map(max -> of.inKw(max.number(0, HIGHEST_KW))).orElse(null);
    if (minKw != null && maxKw != null && maxKw < minKw) {
      throw most.get()
          .refused(
              "is " + most.get().words() + ", below " + least.get().path(), "swap or mend them");
    }
    noteUnchecked(fields);
    return new Applicability(minKw, maxKw);
  }

  private static boolean limits(Placed max, DemandUnit unit, Notes notes) {
    double value = max.number();
    if (value == 0) {
      notes.take(max.path(), "is 0, which was read as no limit.");
    }
    return value != 0 && unit.inKw(value) < HIGHEST_KW;
  }

  private static void noteUnchecked(Fields fields) {
    fields
        .find("peakkwcapacityhistory")
        .ifPresent(
            months ->
                fields.notes.take(
                    months.path(),
                    "is the number of months over which a customer's highest load is looked at ("
                        + months.words()
                        + "): Busbar looks at the load that is billed."));
    for (String name : List.of("peakkwusagemin", "peakkwusagemax", "peakkwusagehistory")) {
      fields
          .find(name)
          .ifPresent(
              limit ->
                  fields.notes.take(
                      limit.path(),
                      "limits the rate by a customer's energy ("
                          + limit.words()
                          + "): Busbar does not check that."));
    }
  }
}
