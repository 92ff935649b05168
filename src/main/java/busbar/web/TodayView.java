package busbar.web;

import busbar.advice.Recommendation;
import busbar.advice.Recommendation.BlockAdvice;
import java.util.ArrayList;
import java.util.List;

/**
 * What Today shows besides the site itself.
 *
 * @param ladders the same picture for a tablet and beside the rail; none without rigs
 * @param hours a row an hour: the power price and each block's plan
 */
record TodayView(SiteView site, List<ValueLadder> ladders, PriceDay price, List<HourRow> hours) {

  /** Least widths of the ladder's plot, px: on a tablet, beside the rail. */
  static final List<Double> PLOT_WIDTHS = List.of(368.0, 712.0);

  private static final double PLOT_HEIGHT = 170;

  /** One hour of the day. */
  record HourRow(String hour, String price, List<HourBar.Cell> cells) {}

  static TodayView of(SiteView site) {
    Recommendation recommendation = site.recommendation();
    List<ValueLadder.Block> blocks = new ArrayList<>();
    for (int i = 0; i < recommendation.blocks().size(); i++) {
      BlockAdvice block = recommendation.blocks().get(i);
      if (block.mw() > 0) {
        blocks.add(
            new ValueLadder.Block(
                block.action(),
                site.blocks().get(i).name(),
                block.mw(),
                block.earnsUsdPerMwh(),
                Wording.orUnknown(block.hostingUsdPerMwh()),
                Wording.orUnknown(block.clearsPercent())));
      }
    }
    ValueLadder.Price price = SiteView.price(recommendation);
    List<ValueLadder> ladders =
        blocks.isEmpty()
            ? List.of()
            : PLOT_WIDTHS.stream()
                .map(width -> ValueLadder.of(blocks, price, width, PLOT_HEIGHT))
                .toList();
    PriceDay day = PriceDay.of(recommendation.power().curve(), SiteClock.of(recommendation));
    return new TodayView(site, ladders, day, hours(site, day));
  }

  private static List<HourRow> hours(SiteView site, PriceDay day) {
    List<HourRow> rows = new ArrayList<>();
    for (int i = 0; i < day.hours().size(); i++) {
      int hour = i;
      rows.add(
          new HourRow(
              day.hours().get(i).hour(),
              day.hours().get(i).price(),
              site.blocks().stream()
                  .filter(block -> hour < block.hours().cells().size())
                  .map(block -> block.hours().cells().get(hour))
                  .toList()));
    }
    return rows;
  }
}
