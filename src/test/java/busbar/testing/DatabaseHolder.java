package busbar.testing;

import busbar.DataFolder;
import busbar.EmbeddedDatabase;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process to be killed: starts the database of a folder and holds it until its input ends. */
public final class DatabaseHolder {

  private DatabaseHolder() {}

  /** Prints the JDBC URL and the password, a line each, once the database answers. */
  public static void main(String... arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (DataFolder folder = DataFolder.hold(Path.of(arguments[0]));
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, TestDatabase.PROGRAMS)) {
      out.println(database.jdbcUrl());
      out.println(database.password());
      while (System.in.read() >= 0) {
        continue;
      }
    }
  }
}
