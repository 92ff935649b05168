package busbar.rulebook;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files that make up a rulebook, by path within its folder; "/" between folders. */
final class RuleSources {
  static final String DRL = ".drl";
  static final String EXAMPLES = ".examples.yaml";
  static final String PARAMETERS = "parameters/";
  static final String BASE_FACTS = "base-facts.yaml";

  private final SortedMap<String, String> texts;

  private RuleSources(SortedMap<String, String> texts) {
    this.texts = texts;
  }

  /** Line ends are made those of Unix, so that a checkout on Windows has the same hash. */
  static RuleSources of(Map<String, String> texts) {
    SortedMap<String, String> sorted = new TreeMap<>();
    texts.forEach((path, text) -> sorted.put(path, text.replace("\r\n", "\n")));
    return new RuleSources(Collections.unmodifiableSortedMap(sorted));
  }

  /**
   * Reads a folder. Hidden files and editors' backups are passed over, as is Markdown; what it is
   * then not a file of the rulebook is a problem, since a misspelt ending would silence a rule.
   */
  static RuleSources read(Path folder, Problems problems) {
    SortedMap<String, String> texts = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
      for (Path file : files) {
        Path within = folder.relativize(file);
        String path = within.toString().replace('\\', '/');
        if (isHidden(within) || path.endsWith("~") || path.endsWith(".md")) {
          continue;
        }
        if (!path.endsWith(DRL) && !path.endsWith(".yaml")) {
          problems.add(
              path,
              0,
              null,
              "is neither a rule, an example nor a parameter file",
              "name it .drl, .examples.yaml or, under parameters/, .yaml; or take it away");
          continue;
        }
        try {
          texts.put(path, Files.readString(file));
        } catch (CharacterCodingException e) {
          problems.add(path, 0, null, "is not UTF-8", "save it as UTF-8");
        }
      }
    } catch (IOException e) {
      problems.add(
          ".", 0, null, "the folder cannot be read: " + e, "check the path and its rights");
    }
    if (texts.isEmpty()) {
      problems.add(".", 0, null, "there are no rules in " + folder, "check the path");
    }
    return of(texts);
  }

  private static boolean isHidden(Path within) {
    for (Path part : within) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  SortedMap<String, String> texts() {
    return texts;
  }

  /** SHA-256 over paths and texts, 64 hexadecimal digits. */
  String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      texts.forEach(
          (path, text) -> {
            digest.update(path.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
          });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
