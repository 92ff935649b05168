package busbar.billing;

import busbar.tariff.RateSchedule;
import busbar.tariff.Tariff;
import busbar.units.OutOfRange;
import java.time.ZoneId;

/**
 * Bills loads under one tariff by the clock of one zone. Laid out once, used for any number of
 * loads; safe to share by threads.
 */
public final class Biller {
  private final Compiled tariff;

  private Biller(Compiled tariff) {
    this.tariff = tariff;
  }

  /**
   * Lays out a tariff.
   *
   * @throws OutOfRange where it names times that the zone's clock does not have
   */
  public static Biller of(Tariff tariff, ZoneId zone) {
    RateSchedule schedule = tariff.asRateSchedule();
    schedule.checkIn(zone);
    return new Biller(new Compiled(schedule, zone));
  }

  /**
   * The bill of a load.
   *
   * @param asIfCurrent whether to bill a load that the rate's dates or limits leave out, with a
   *     warning
   * @throws OutOfRange naming the tariff's field where the load cannot be billed: outside its dates
   *     or limits, without a price, a reading or an earlier peak that it takes
   */
  public Bill bill(LoadSeries load, boolean asIfCurrent) {
    return new BillLines(tariff, new Settlement(tariff, load, asIfCurrent)).bill();
  }

  /**
   * What one MWh less in each interval of a load would take off its bill.
   *
   * @throws OutOfRange as {@link #bill} does
   */
  public AvoidablePrices avoidablePrices(LoadSeries load, boolean asIfCurrent) {
    Settlement settlement = new Settlement(tariff, load, asIfCurrent);
    Bill bill = new BillLines(tariff, settlement).bill();
    return new Slopes(tariff, settlement, bill).prices();
  }
}
