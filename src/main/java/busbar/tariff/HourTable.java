package busbar.tariff;

import busbar.units.OutOfRange;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which of some periods holds in each hour of the year: by month, kind of day and hour of the wall
 * clock. Made once, then one look-up an interval. Immutable.
 */
public final class HourTable {
  /** Hours that a tariff can tell apart: 12 months, 3 kinds of day, 24 hours. */
  public static final int SLOTS = 12 * 3 * 24;

  /** Stands for "none of the periods". */
  public static final int NONE = -1;

  /** Something that holds in some hours: a period of a charge. */
  public interface Period {
    String name();

    /** Its hours; absent for all of them. */
    @Nullable List<When> when();
  }

  private final short[] periods;

  private HourTable(short[] periods) {
    this.periods = periods;
  }

  /** The slot of an hour. */
  public static int slot(int month, DayKind kind, int hour) {
    return ((month - 1) * 3 + kind.ordinal()) * 24 + hour;
  }

  /**
   * The table of some periods.
   *
   * @param field what a refusal names
   * @throws OutOfRange where two periods hold in the same hour
   */
  public static HourTable of(String field, List<? extends Period> list) {
    short[] table = new short[SLOTS];
    Arrays.fill(table, (short) NONE);
    for (int p = 0; p < list.size(); p++) {
      Period period = list.get(p);
      for (int slot = 0; slot < SLOTS; slot++) {
        if (When.anyCovers(period.when(), monthOf(slot), kindOf(slot), slot % 24)) {
          if (table[slot] != NONE) {
            throw new OutOfRange(
                field,
                "price twice, by "
                    + list.get(table[slot]).name()
                    + " and "
                    + period.name()
                    + ", "
                    + words(slot),
                "let one of them cover it");
          }
          table[slot] = (short) p;
        }
      }
    }
    return new HourTable(table);
  }

  /** Index of the period that holds in that slot, or {@link #NONE}. */
  public int period(int slot) {
    return periods[slot];
  }

  public boolean covers(int slot) {
    return periods[slot] != NONE;
  }

  /** Whether any period holds in a month of the year, 1 to 12. */
  public boolean coversAnyOf(int month) {
    for (int slot = (month - 1) * 72; slot < month * 72; slot++) {
      if (periods[slot] != NONE) {
        return true;
      }
    }
    return false;
  }

  /** Whether two periods hold in the same month. */
  boolean hasTwoInAMonth() {
    for (int month = 0; month < 12; month++) {
      int first = NONE;
      for (int slot = month * 72; slot < (month + 1) * 72; slot++) {
        if (periods[slot] != NONE && first != NONE && periods[slot] != first) {
          return true;
        }
        first = periods[slot] == NONE ? first : periods[slot];
      }
    }
    return false;
  }

  static int monthOf(int slot) {
    return slot / 72 + 1;
  }

  static DayKind kindOf(int slot) {
    return DayKind.values()[slot / 24 % 3];
  }

  /** The hour in words: "from 13:00 to 14:00 on a weekday in June". */
  static String words(int slot) {
    return String.format(
        Locale.ROOT,
        "from %02d:00 to %02d:00 on a %s in %s",
        slot % 24,
        slot % 24 + 1,
        kindOf(slot).words(),
        Month.of(monthOf(slot)).getDisplayName(TextStyle.FULL, Locale.ENGLISH));
  }
}
