package busbar.advice;

import busbar.contract.AiHostingOffer;
import busbar.contract.ClientHosting;
import busbar.contract.DemandResponseEvent;
import busbar.economics.OperatingPoints;
import busbar.hardware.HardwareCatalogue;
import busbar.hardware.PowerProfile;
import busbar.site.RigGroup;
import busbar.site.Site;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a site's groups into blocks.
 *
 * <p>All rigs are stacked, those that earn least per MWh at the bottom and a client's on top. Some
 * limits count MW from the bottom: what the connection cannot carry, what an AI-hosting offer or a
 * demand-response event takes. Prepaid power counts from the top. A limit inside a group cuts it in
 * two, at a whole rig.
 */
final class Blocks {
  private Blocks() {}

  /** A group before it is cut. */
  private record Layer(
      RigGroup group,
      @Nullable ClientHosting hosting,
      List<PowerProfile> profiles,
      double mwPerRig,
      double breakevenUsdPerMwh) {}

  /**
   * @param offer the offer considered, if any
   * @param prepaidMw MW that are paid for whether used or not
   */
  static List<Block> cut(
      SiteDay day, Optional<AiHostingOffer> offer, double prepaidMw, double hashpriceUsdPerPhDay) {
    Site site = day.site();
    List<Layer> stack = stack(site, day.catalogue(), hashpriceUsdPerPhDay);
    double rigsMw = stack.stream().mapToDouble(layer -> layer.group.count() * layer.mwPerRig).sum();
    double idle = Math.max(0, site.grid().mw() - rigsMw);
    double beyond = Math.max(0, rigsMw - site.grid().mw());
    double offerTop = offer.map(o -> beyond + Math.max(0, o.grossMw() - idle)).orElse(0.0);
    List<DemandResponseEvent> events = eventsOn(site, day.date());
    double prepaidBottom = Math.max(0, rigsMw - prepaidMw);

    List<Block> blocks = new ArrayList<>();
    double bottom = 0;
    for (Layer layer : stack) {
      int count = layer.group.count();
      int beyondRigs = rigsBelow(beyond, bottom, layer);
      int offerRigs = layer.hosting == null ? rigsBelow(offerTop, bottom, layer) : 0;
      int sunkFrom = prepaidMw > 0 ? rigsBelow(prepaidBottom, bottom, layer) : count;
      List<Integer> eventRigs = new ArrayList<>();
      for (DemandResponseEvent event : events) {
        eventRigs.add(rigsBelow(beyond + event.reduceMw(), bottom, layer));
      }
      SortedSet<Integer> cuts = new TreeSet<>(eventRigs);
      cuts.addAll(List.of(0, beyondRigs, offerRigs, sunkFrom, count));
      List<Integer> edges = List.copyOf(cuts);
      int parts = Math.max(1, edges.size() - 1);
      for (int part = 0; part < parts; part++) {
        int from = edges.get(part);
        int rigs = count == 0 ? 0 : edges.get(part + 1) - from;
        List<DemandResponseEvent> answered = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
          if (from < eventRigs.get(i) && from >= beyondRigs) {
            answered.add(events.get(i));
          }
        }
        blocks.add(
            new Block(
                parts == 1 ? layer.group.id() : layer.group.id() + "." + (part + 1),
                layer.group,
                rigs,
                layer.hosting,
                points(layer, rigs, site, hashpriceUsdPerPhDay),
                from < beyondRigs,
                from < offerRigs,
                from >= sunkFrom && count > 0,
                List.copyOf(answered)));
      }
      bottom += count * layer.mwPerRig;
    }
    return blocks;
  }

  private static List<DemandResponseEvent> eventsOn(Site site, LocalDate date) {
    return site.clauses(DemandResponseEvent.class).filter(e -> e.date().equals(date)).toList();
  }

  private static List<Layer> stack(Site site, HardwareCatalogue catalogue, double hashprice) {
    return site.groups().stream()
        .map(group -> layer(group, site, catalogue, hashprice))
        .sorted(
            Comparator.comparing((Layer layer) -> layer.hosting != null)
                .thenComparingDouble(Layer::breakevenUsdPerMwh))
        .toList();
  }

  private static Layer layer(
      RigGroup group, Site site, HardwareCatalogue catalogue, double hashprice) {
    ClientHosting hosting =
        site.clauses(ClientHosting.class)
            .filter(clause -> clause.groups().contains(group.id()))
            .findFirst()
            .orElse(null);
    List<PowerProfile> profiles = catalogue.listProfiles(group.model(), group.firmware());
    OperatingPoints one =
        OperatingPoints.of(profiles, 1, site.operation(), hashprice, feeOf(hosting));
    return new Layer(group, hosting, profiles, one.kw(0) / 1000, one.breakevenUsdPerMwh(1));
  }

  private static OperatingPoints points(Layer layer, int rigs, Site site, double hashprice) {
    return OperatingPoints.of(
        layer.profiles, rigs, site.operation(), hashprice, feeOf(layer.hosting));
  }

  private static @Nullable Double feeOf(@Nullable ClientHosting hosting) {
    return hosting == null ? null : (Double) hosting.feeUsdPerMwh();
  }

  /** Rigs of the layer that lie, at least in part, below a limit counted from the bottom. */
  private static int rigsBelow(double limitMw, double bottomMw, Layer layer) {
    double rigs = Math.ceil((limitMw - bottomMw) / layer.mwPerRig - 1e-9);
    return (int) Math.min(layer.group.count(), Math.max(0, rigs));
  }
}
