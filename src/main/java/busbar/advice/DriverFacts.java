package busbar.advice;

import busbar.assessment.BlockFacts;
import busbar.assessment.KeepFacts;
import busbar.assessment.MarketFacts;
import busbar.assessment.OfferFacts;
import busbar.assessment.PowerFacts;
import busbar.contract.AiHostingOffer;
import busbar.duties.Block;
import busbar.market.MarketSnapshot;
import busbar.market.Retarget;
import busbar.tariff.BlockCharge;
import busbar.tariff.PriceCurve;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The facts that rules read of market, blocks and offer, at given drivers. */
final class DriverFacts {
  private final PreparedSite site;
  private final Drivers drivers;

  DriverFacts(PreparedSite site, Drivers drivers) {
    this.site = site;
    this.drivers = drivers;
  }

  /** The market, its hashprice as the drivers have it. */
  MarketFacts market() {
    MarketSnapshot snapshot = site.day.market().snapshot();
    Retarget retarget = snapshot.retarget();
    return new MarketFacts(
        site.hashpriceUsdPerPhDay * drivers.hashpriceScale(),
        snapshot.ageHours(site.day.assessedAt()),
        snapshot.feesBtcPerBlock() != null,
        retarget != null,
        retarget == null ? Double.NaN : retarget.changePercent(),
        retarget == null
            ? Double.NaN
            : Duration.between(site.day.assessedAt(), retarget.at()).toSeconds() / 86_400.0);
  }

  /** What a block is. */
  BlockFacts ofBlock(int index) {
    Block block = site.blocks.get(index);
    return new BlockFacts(
        block.id(),
        block.group().id(),
        block.group().model(),
        block.rigs(),
        block.mw(),
        block.points().breakevenUsdPerMwh(drivers.hashpriceScale()),
        block.beyondConnection(),
        block.isHosted(),
        !Double.isNaN(resaleUsd(block)));
  }

  /** The site as a whole, for rules that read it as one block. */
  BlockFacts ofSite() {
    return new BlockFacts(
        BlockFacts.SITE,
        BlockFacts.SITE,
        "",
        site.blocks.stream().mapToInt(Block::rigs).sum(),
        site.blocks.stream().mapToDouble(Block::mw).sum(),
        Double.NaN,
        false,
        false,
        false);
  }

  /** What its power costs on the day. */
  PowerFacts power(int index) {
    Block block = site.blocks.get(index);
    PriceCurve ordinary = shifted(index, site.ordinary(index, 0));
    return new PowerFacts(
        ordinary.average(),
        ordinary.lowest(),
        ordinary.highest(),
        site.unknown,
        site.unknown.count(),
        block.prepaid() ? 100 : 0,
        refOf(block.prepaidBy()),
        block.prepaid() ? ordinary.average() : Double.NaN,
        site.tariff.average() + drivers.powerShiftUsdPerMwh(),
        block.clientPaysPower(),
        site.hours());
  }

  /** What a MWh less saves it in each hour, USD. */
  PriceCurve avoidable(int index) {
    return shifted(index, site.avoidable(index));
  }

  private PriceCurve shifted(int index, PriceCurve prices) {
    double shift = drivers.powerShiftUsdPerMwh();
    boolean fixed = shift == 0 || !site.blocks.get(index).followsPowerPrice();
    return fixed ? prices : prices.map(price -> price + shift);
  }

  /** The clause under which power is prepaid, as a manager would cite it. */
  private static String refOf(@Nullable BlockCharge block) {
    return block == null ? "" : block.ref() == null ? block.name() : block.ref();
  }

  /** What keeping its rigs is worth. */
  KeepFacts keep(int index) {
    Block block = site.blocks.get(index);
    KeepReckoning reckoning = site.keep(index);
    double scale = drivers.hashpriceScale();
    double shift = drivers.powerShiftUsdPerMwh();
    double resale = resaleUsd(block);
    double earnings = reckoning.earningsUsd(shift, scale);
    double later = reckoning.resaleInAYearUsd(resale);
    return new KeepFacts(
        resale,
        earnings,
        later,
        resale - earnings - later,
        !site.day.market().pastHashpricesUsdPerPhDay().isEmpty(),
        reckoning.lossDays(shift, scale, resale),
        100 * reckoning.shareOfHoursThatEarn(shift, scale));
  }

  private double resaleUsd(Block block) {
    return block.resaleUsd(
        drivers
            .resale()
            .filter(resale -> resale.group().equals(block.group().id()))
            .map(resale -> (@Nullable Double) resale.usdPerRig())
            .orElse(block.group().resaleUsdPerRig()));
  }

  /**
   * The offer as it touches each block of a part that it takes.
   *
   * @param part indexes of blocks: all that the offer takes, or none
   * @param keep what keeping each of them is worth, in the same order
   */
  List<Optional<OfferFacts>> offers(List<Integer> part, List<KeepFacts> keep) {
    if (!site.anyInOffer(part)) {
      return Collections.nCopies(part.size(), Optional.empty());
    }
    List<Optional<OfferFacts>> facts = new ArrayList<>();
    AiHostingOffer offer = site.offer.orElseThrow();
    OfferReckoning reckoning = new OfferReckoning(site, offer);
    double rent = drivers.rentUsdPerKwMonth().orElse(offer.firstRentUsdPerKwMonth());
    double hosting = reckoning.hostingUsdPerMwYear(rent);
    double keeping =
        reckoning.keepingUsd(
            i -> {
              KeepFacts kept = keep.get(part.indexOf(i));
              return OfferReckoning.keepingUsd(
                  kept.earningsUsd(), kept.resaleUsd() - kept.resaleInAYearUsd());
            });
    double advantage = reckoning.advantageUsd(hosting, keeping);
    double taken = site.blocks.stream().filter(Block::inOffer).mapToDouble(Block::mw).sum();
    for (int index : part) {
      Block block = site.blocks.get(index);
      if (!block.inOffer()) {
        facts.add(Optional.empty());
        continue;
      }
      facts.add(
          Optional.of(
              new OfferFacts(
                  offer.ref(),
                  offer.tenant(),
                  offer.status(),
                  offer.status().isSigned(),
                  offer.grossMw(),
                  site.day.site().grid().mw(),
                  site.day.site().grid().firm(),
                  site.breakFeeKnown,
                  reckoning.deliverableMw(),
                  rent,
                  hosting,
                  keeping / offer.grossMw(),
                  taken > 0 ? advantage * block.mw() / taken : 0)));
    }
    return facts;
  }
}
