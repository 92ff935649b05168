package busbar.planning;

import busbar.units.OutOfRange;
import busbar.units.Ranges;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * When and at which profile each group of a site should run.
 *
 * @param groups their names differ; all over the same horizon
 * @param couplings what ties them together
 */
public record SiteSchedulingProblem(
    List<GroupSchedulingProblem> groups, List<SiteCoupling> couplings) {

  public SiteSchedulingProblem {
    groups = Ranges.list("groups", groups);
    couplings = Ranges.list("couplings", couplings);
    Set<String> names = new HashSet<>();
    for (int g = 0; g < groups.size(); g++) {
      GroupSchedulingProblem group = groups.get(g);
      if (!names.add(group.group())) {
        throw new OutOfRange(
            "groups[" + g + "].group", "is '" + group.group() + "' again", "name each group once");
      }
      if (!group.horizon().matches(groups.get(0).horizon())) {
        throw new OutOfRange(
            "groups[" + g + "].horizon", "is another than the first's", "plan one horizon");
      }
    }
    int intervals = groups.isEmpty() ? 0 : groups.get(0).intervals();
    for (int i = 0; i < couplings.size(); i++) {
      SiteCoupling coupling = couplings.get(i);
      for (IntervalRange range : coupling.intervals()) {
        if (range.to() > intervals && !groups.isEmpty()) {
          throw new OutOfRange(
              "couplings[" + i + "].intervals",
              "go to " + range.to(),
              "write at most " + intervals + ", the end of the horizon");
        }
      }
      if (coupling instanceof SiteCoupling.SheddableLoad shed) {
        for (String name : shed.groups()) {
          if (!names.contains(name)) {
            throw new OutOfRange(
                "couplings[" + i + "].groups",
                "has no group '" + name + "'",
                "name one of the site");
          }
        }
      }
    }
  }

  int intervals() {
    return groups.isEmpty() ? 0 : groups.get(0).intervals();
  }
}
