package busbar.feeds;

import busbar.access.Page;
import busbar.access.Table;
import busbar.feeds.Rig.OperatingPoint;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of the catalogue; as CSV a line an operating point. */
@Schema(description = "A page of the catalogue of rigs")
public record Rigs(
    @Schema(description = "The rigs of this page") List<Rig> items,
    @Schema(description = "Number of this page, from 0") int page,
    @Schema(description = "Most rigs a page") int size,
    @Schema(description = "Rigs of the whole catalogue") long total)
    implements Table<OperatingPoint> {

  static Rigs of(Page<Rig> page) {
    return new Rigs(page.items(), page.page(), page.size(), page.total());
  }

  @Override
  public List<OperatingPoint> rows() {
    return items.stream().flatMap(Rig::operatingPoints).toList();
  }
}
