package busbar.sitefiles;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads text files that people wrote, none larger than a limit. */
final class TextFile {
  private TextFile() {}

  /**
   * The text of a file; empty where it cannot be had, for a reason that is then among the problems.
   * Of a larger file no more than the limit is read.
   */
  static Optional<String> read(Path file, int mostBytes, Problems problems) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(mostBytes + 1);
    } catch (NoSuchFileException e) {
      problems.add(null, null, "is not there", "put the file beside the others");
      return Optional.empty();
    } catch (IOException | UnsupportedOperationException e) {
      problems.add(
          null, null, "cannot be read", "make it a plain file that Busbar's user may read");
      return Optional.empty();
    }
    return decode(bytes, mostBytes, problems);
  }

  /** The text that bytes stand for; empty where they are none, which is then among the problems. */
  static Optional<String> decode(byte[] bytes, int mostBytes, Problems problems) {
    if (bytes.length > mostBytes) {
      problems.add(null, null, "is larger than " + mostBytes / 1024 + " KiB", "make it smaller");
      return Optional.empty();
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
    text.flip();
    String read = text.toString();
    try {
      if (result.isError()) {
        result.throwException();
      }
    } catch (CharacterCodingException e) {
      problems.add(lastLine(read), null, "is not text in UTF-8", "save it in your editor as UTF-8");
      return Optional.empty();
    }
    return check(withoutByteOrderMark(read), problems);
  }

  /** The text without the mark that some editors and spreadsheets put before it. */
  static String withoutByteOrderMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** The text, unless it holds characters that no text does. */
  private static Optional<String> check(String text, Problems problems) {
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter < ' ' && letter != '\n' && letter != '\r' && letter != '\t' || letter == 0x7F) {
        problems.add(
            lastLine(text.substring(0, i)),
            null,
            "holds the control character U+" + String.format("%04X", (int) letter),
            "save it in your editor as plain text");
        return Optional.empty();
      }
    }
    return Optional.of(text);
  }

  private static int lastLine(String text) {
    return 1 + (int) text.chars().filter(letter -> letter == '\n').count();
  }
}
