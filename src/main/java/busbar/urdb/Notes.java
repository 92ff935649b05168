package busbar.urdb;

import busbar.urdb.ImportedRate.Note;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The notes of one import, each once, in the order in which they were taken. */
final class Notes {
  /** Longer texts of the document are cut: they are shown as a sentence, not as a page. */
  private static final int LONGEST = 1_000;

  private final Set<Note> taken = new LinkedHashSet<>();

  void take(String field, String text) {
    taken.add(new Note(field, text));
  }

  /** Takes a note that holds for several fields of which the first is named. */
  void takeOnce(String field, String text) {
    if (taken.stream().noneMatch(note -> note.text().equals(text))) {
      take(field, text);
    }
  }

  /** Notes what a text of the document says, its line breaks and doubled spaces closed up. */
  void quote(String field, String before, String text) {
    // The database escapes line breaks twice over: they arrive as a backslash and a letter.
    String line = text.replaceAll("(\\\\[rnt]|\\s)+", " ").strip();
    take(
        field,
        before + ": " + (line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…"));
  }

  List<Note> list() {
    return List.copyOf(taken);
  }
}
