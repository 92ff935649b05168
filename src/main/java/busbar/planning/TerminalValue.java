package busbar.planning;

import busbar.units.Ranges;

/** What it is worth to be on, or off, when the horizon ends, USD. */
public record TerminalValue(double onUsd, double offUsd) {
  /** Both alike. */
  public static final TerminalValue NONE = new TerminalValue(0, 0);

  public TerminalValue {
    Ranges.within("onUsd", onUsd, -1e12, 1e12);
    Ranges.within("offUsd", offUsd, -1e12, 1e12);
  }
}
