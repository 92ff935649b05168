package busbar.duties;

import busbar.contract.AiHostingOffer;
import busbar.contract.ClientHosting;
import busbar.contract.HostingFee;
import busbar.duties.Claims.Span;
import busbar.economics.OperatingPoints;
import busbar.hardware.HardwareCatalogue;
import busbar.hardware.PowerProfile;
import busbar.site.RigGroup;
import busbar.site.Site;
import busbar.tariff.BlockCharge;
import busbar.tariff.PriceCurve;
import busbar.units.HourSet;
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
 * limits count MW from the bottom: what the connection cannot carry, what an AI-hosting offer
 * takes. Prepaid power counts from the top. A demand-response event takes rigs from the bottom that
 * the connection carries and that answer no earlier event in its hours: programmes do not count a
 * megawatt twice. An ancillary award takes the site's own rigs from the top, then clients'; none
 * that an event or the client itself wants off in the award's hours, and none twice in the same
 * hour. A limit inside a group cuts it, at a whole rig.
 */
final class Blocks {
  private final Site site;
  private final LocalDate date;
  private final HardwareCatalogue catalogue;
  private final PriceCurve tariff;
  private final DayDuties duties;
  private final List<BlockCharge> prepaid;
  private final List<Double> setMw;
  private final double hashpriceUsdPerPhDay;
  private final List<Layer> stack;

  private Blocks(
      Site site,
      LocalDate date,
      HardwareCatalogue catalogue,
      PriceCurve tariff,
      DayDuties duties,
      List<BlockCharge> prepaid,
      List<Double> setMw,
      double hashpriceUsdPerPhDay) {
    this.prepaid = prepaid;
    this.setMw = setMw;
    this.site = site;
    this.date = date;
    this.catalogue = catalogue;
    this.tariff = tariff;
    this.duties = duties;
    this.hashpriceUsdPerPhDay = hashpriceUsdPerPhDay;
    this.stack = stack();
  }

  /** A group before it is cut. */
  private record Layer(
      RigGroup group,
      @Nullable ClientHosting hosting,
      boolean hostingInForce,
      List<PowerProfile> profiles,
      double mwPerRig,
      double breakevenUsdPerMwh) {

    @Nullable HostingFee fee() {
      return hosting == null ? null : hostingInForce ? hosting.fee() : HostingFee.NONE;
    }

    double mw() {
      return group.count() * mwPerRig;
    }
  }

  /** How far up the limits reach in one layer, in rigs. */
  private record Depths(int beyond, int offer, List<Integer> prepaidFrom, List<Integer> setFrom) {}

  /**
   * @param offer the offer considered, if any
   * @param setMw demands that the month has set already: what is stacked below them raises them
   * @param prepaid the blocks of power that are paid for whether used or not, the first used first
   */
  static List<Block> cut(
      Site site,
      LocalDate date,
      HardwareCatalogue catalogue,
      PriceCurve tariff,
      DayDuties duties,
      Optional<AiHostingOffer> offer,
      List<BlockCharge> prepaid,
      List<Double> setMw,
      double hashpriceUsdPerPhDay) {
    return new Blocks(site, date, catalogue, tariff, duties, prepaid, setMw, hashpriceUsdPerPhDay)
        .cut(offer);
  }

  private List<Block> cut(Optional<AiHostingOffer> offer) {
    double connection = site.grid().mw();
    double rigsMw = stack.stream().mapToDouble(Layer::mw).sum();
    double idle = Math.max(0, connection - rigsMw);
    double beyond = Math.max(0, rigsMw - connection);
    double offerTop = offer.map(o -> beyond + Math.max(0, o.grossMw() - idle)).orElse(0.0);

    List<Depths> depths = new ArrayList<>();
    double bottom = 0;
    for (Layer layer : stack) {
      depths.add(
          new Depths(
              rigsBelow(beyond, bottom, layer),
              layer.hosting == null ? rigsBelow(offerTop, bottom, layer) : 0,
              prepaidFrom(rigsMw, bottom, layer),
              setFrom(rigsMw, bottom, layer)));
      bottom += layer.mw();
    }
    List<Claims> claims = new ArrayList<>();
    for (int i = 0; i < stack.size(); i++) {
      claims.add(new Claims(depths.get(i).beyond, stack.get(i).group.count()));
    }
    List<List<List<Span>>> answering = answering(claims);
    List<List<List<Span>>> pledged = pledged(claims);
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < stack.size(); i++) {
      blocks.addAll(cut(stack.get(i), depths.get(i), of(answering, i), of(pledged, i)));
    }
    return blocks;
  }

  /**
   * @param answering for each event, the rigs of the layer that answer it
   * @param pledged for each award, those that are pledged to it
   */
  private List<Block> cut(
      Layer layer, Depths depths, List<List<Span>> answering, List<List<Span>> pledged) {
    int count = layer.group.count();
    SortedSet<Integer> cuts = new TreeSet<>(List.of(0, depths.beyond, depths.offer, count));
    cuts.addAll(depths.prepaidFrom);
    cuts.addAll(depths.setFrom);
    for (List<List<Span>> taken : List.of(answering, pledged)) {
      for (List<Span> spans : taken) {
        spans.forEach(span -> cuts.addAll(List.of(span.from(), span.to())));
      }
    }
    List<Integer> edges = List.copyOf(cuts);
    int parts = Math.max(1, edges.size() - 1);
    List<Block> blocks = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      int from = edges.get(part);
      int rigs = count == 0 ? 0 : edges.get(part + 1) - from;
      List<CalledEvent> answered = new ArrayList<>();
      for (int i = 0; i < duties.events().size(); i++) {
        if (answering.get(i).stream().anyMatch(span -> span.holds(from))) {
          answered.add(duties.events().get(i));
        }
      }
      List<HeldAward> held = new ArrayList<>();
      for (int i = 0; i < duties.awards().size(); i++) {
        if (pledged.get(i).stream().anyMatch(span -> span.holds(from))) {
          held.add(duties.awards().get(i));
        }
      }
      OperatingPoints points =
          OperatingPoints.of(
              layer.profiles, rigs, site.operation(), hashpriceUsdPerPhDay, layer.fee());
      blocks.add(
          new Block(
              parts == 1 ? layer.group.id() : layer.group.id() + "." + (part + 1),
              layer.group,
              rigs,
              layer.hosting,
              layer.hostingInForce,
              fixedFeeUsdPerDay(layer, points.kw(0)),
              points,
              from < depths.beyond,
              from < depths.offer,
              prepaidBy(depths, from, count),
              List.copyOf(answered),
              List.copyOf(held)));
    }
    return blocks;
  }

  /**
   * For each prepaid block, the first rig of the layer that lies at least in part above its foot.
   */
  private List<Integer> prepaidFrom(double rigsMw, double bottom, Layer layer) {
    List<Integer> from = new ArrayList<>();
    double fromTop = 0;
    for (BlockCharge block : prepaid) {
      fromTop += block.mw();
      from.add(rigsBelow(Math.max(0, rigsMw - fromTop), bottom, layer));
    }
    return from;
  }

  /** For each demand set already, the first rig of the layer that does not raise it. */
  private List<Integer> setFrom(double rigsMw, double bottom, Layer layer) {
    List<Integer> from = new ArrayList<>();
    for (double mw : setMw) {
      // A load at the set peak does not raise it, so a rig that ends just there lies above.
      from.add(rigsBelow(rigsMw - mw, bottom, layer));
    }
    return from;
  }

  /** The prepaid block in which a rig lies: blocks are stacked from the top down. */
  private @Nullable BlockCharge prepaidBy(Depths depths, int rig, int count) {
    for (int k = 0; k < prepaid.size() && count > 0; k++) {
      if (rig >= depths.prepaidFrom.get(k)) {
        return prepaid.get(k);
      }
    }
    return null;
  }

  /** For each event, the rigs of each layer that answer it. */
  private List<List<List<Span>>> answering(List<Claims> claims) {
    List<List<List<Span>>> answering = new ArrayList<>();
    for (CalledEvent event : duties.events()) {
      List<List<Span>> spans = new ArrayList<>();
      double missingMw = event.clause().reduceMw();
      for (int i = 0; i < stack.size(); i++) {
        Layer layer = stack.get(i);
        List<Span> taken = claims.get(i).takeFromBottom(rigsFor(missingMw, layer), event.owed());
        missingMw -= mw(taken, layer);
        spans.add(taken);
      }
      answering.add(spans);
    }
    return answering;
  }

  /** For each award, the rigs of each layer that are pledged to it. */
  private List<List<List<Span>>> pledged(List<Claims> claims) {
    List<Integer> ownFirst = new ArrayList<>();
    for (boolean hosted : new boolean[] {false, true}) {
      for (int i = stack.size() - 1; i >= 0; i--) {
        if ((stack.get(i).hosting != null) == hosted) {
          ownFirst.add(i);
        }
      }
    }
    List<List<List<Span>>> pledged = new ArrayList<>();
    for (HeldAward award : duties.awards()) {
      List<List<Span>> spans = new ArrayList<>();
      stack.forEach(layer -> spans.add(List.of()));
      double missingMw = award.clause().mw();
      for (int i : ownFirst) {
        Layer layer = stack.get(i);
        if (!mustBeOff(layer, award.hours())) {
          List<Span> taken = claims.get(i).takeFromTop(rigsFor(missingMw, layer), award.hours());
          missingMw -= mw(taken, layer);
          spans.set(i, taken);
        }
      }
      pledged.add(spans);
    }
    return pledged;
  }

  private static int rigsFor(double mw, Layer layer) {
    return (int) Math.max(0, Math.ceil(mw / layer.mwPerRig - 1e-9));
  }

  private static double mw(List<Span> spans, Layer layer) {
    return spans.stream().mapToInt(Span::rigs).sum() * layer.mwPerRig;
  }

  /** Whether a client wants its rigs off in some of the hours, or pays for none. */
  private boolean mustBeOff(Layer layer, HourSet hours) {
    ClientHosting hosting = layer.hosting;
    if (hosting == null) {
      return false;
    }
    return !layer.hostingInForce
        || hosting.powerPassThrough()
            && hours.intersects(DayDuties.aboveStrike(hosting, tariff, 0));
  }

  private static List<List<Span>> of(List<List<List<Span>>> taken, int layer) {
    return taken.stream().map(spans -> spans.get(layer)).toList();
  }

  private List<Layer> stack() {
    return site.groups().stream()
        .map(this::layer)
        .sorted(
            Comparator.comparing((Layer layer) -> layer.hosting != null)
                .thenComparingDouble(Layer::breakevenUsdPerMwh))
        .toList();
  }

  private Layer layer(RigGroup group) {
    List<ClientHosting> clauses =
        site.clauses(ClientHosting.class)
            .filter(clause -> clause.groups().contains(group.id()))
            .sorted(Comparator.comparing((ClientHosting clause) -> !clause.inForceOn(date)))
            .toList();
    ClientHosting hosting = clauses.isEmpty() ? null : clauses.get(0);
    boolean inForce = hosting != null && hosting.inForceOn(date);
    HostingFee fee = hosting == null ? null : inForce ? hosting.fee() : HostingFee.NONE;
    List<PowerProfile> profiles = catalogue.listProfiles(group.model(), group.firmware());
    OperatingPoints one =
        OperatingPoints.of(profiles, 1, site.operation(), hashpriceUsdPerPhDay, fee);
    return new Layer(
        group, hosting, inForce, profiles, one.kw(0) / 1000, one.breakevenUsdPerMwh(1));
  }

  private double fixedFeeUsdPerDay(Layer layer, double kw) {
    HostingFee fee = layer.fee();
    Double usdPerKwMonth = fee == null ? null : fee.usdPerKwMonth();
    return usdPerKwMonth == null ? 0 : usdPerKwMonth * kw / date.lengthOfMonth();
  }

  /** Rigs of the layer that lie, at least in part, below a limit counted from the bottom. */
  private static int rigsBelow(double limitMw, double bottomMw, Layer layer) {
    double rigs = Math.ceil((limitMw - bottomMw) / layer.mwPerRig - 1e-9);
    return (int) Math.min(layer.group.count(), Math.max(0, rigs));
  }
}
