package busbar.access;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes any {@link Table} as CSV, RFC 4180: a header line of names with units, then raw values in
 * full precision. A resource answers in CSV by naming {@link Table#CSV} among what it produces.
 */
@Provider
@Produces(Table.CSV)
public final class CsvTables implements MessageBodyWriter<Table<?>> {

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return Table.class.isAssignableFrom(type);
  }

  @Override
  public void writeTo(
      Table<?> table,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    out.write(write(table, rowOf(type, genericType)).getBytes(StandardCharsets.UTF_8));
  }

  /** The table as text, its lines ended by CRLF. */
  static String write(Table<?> table, @Nullable Class<?> declared) {
    List<?> rows = table.rows();
    Class<?> row = rows.isEmpty() ? declared : rows.get(0).getClass();
    if (row == null) {
      return "";
    }
    Columns columns = Columns.of(row);
    StringWriter text = new StringWriter();
    try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
      csv.writeRecord(columns.names());
      rows.forEach(one -> csv.writeRecord(columns.textOf(one)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** The row of {@code Page<Row>}, or of a class that is a {@code Table<Row>}. */
  private static @Nullable Class<?> rowOf(Class<?> type, Type genericType) {
    if (argumentOf(genericType) instanceof Class<?> row) {
      return row;
    }
    for (Type parent : type.getGenericInterfaces()) {
      if (argumentOf(parent) instanceof Class<?> row) {
        return row;
      }
    }
    return null;
  }

  private static @Nullable Type argumentOf(Type type) {
    return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : null;
  }
}
