package busbar.web;

/**
 * How wide a text can be, px, before any browser has drawn it.
 *
 * <p>The page names no font of its own, so this takes the advance widths of DejaVu Sans, the widest
 * that a system is likely to pick; a narrower font leaves more room, never less.
 */
final class TextWidth {
  /** Thousandths of an em for each character from the space to the tilde. */
  private static final int[] REGULAR = {
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632,
    575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685,
    611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838
  };

  private static final int[] BOLD = {
    348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, 696, 696, 696,
    696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 580, 1000, 774, 762, 734, 830, 683,
    683, 821, 837, 372, 372, 775, 637, 995, 837, 850, 733, 850, 770, 720, 682, 812, 774, 1103, 771,
    724, 725, 457, 365, 457, 838, 500, 500, 675, 716, 593, 716, 678, 435, 716, 712, 343, 343, 665,
    343, 1042, 712, 687, 716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712, 365, 712, 838
  };

  private static final int LATIN_END = 0x250;
  private static final int OTHER_LATIN = 850;
  private static final int OTHER = 1100;

  private TextWidth() {}

  static double regular(String text, double fontPx) {
    return of(text, fontPx, REGULAR);
  }

  static double bold(String text, double fontPx) {
    return of(text, fontPx, BOLD);
  }

  private static double of(String text, double fontPx, int[] widths) {
    int sum = text.codePoints().map(c -> thousandths(c, widths)).sum();
    return Math.ceil(sum * fontPx / 1000);
  }

  private static int thousandths(int character, int[] widths) {
    int index = character - ' ';
    if (index >= 0 && index < widths.length) {
      return widths[index];
    }
    boolean narrow = character < LATIN_END || (character >= 0x2010 && character <= 0x2212);
    return narrow ? OTHER_LATIN : OTHER;
  }
}
