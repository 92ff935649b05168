package busbar.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import busbar.testing.Clauses;
import busbar.units.OutOfRange;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClauseTest {
  private static final LocalDate DAY = LocalDate.of(2026, 2, 12);
  private static final List<String> GROUPS = List.of("a");

  private static ClientHosting hosting(Term term) {
    return new ClientHosting(
        "§5", "Client", GROUPS, HostingFee.perMwh(60), false, null, null, null, term);
  }

  @Test
  void aClauseIsInForceFromItsFirstDayToItsLast() {
    ClientHosting year =
        hosting(new Term(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), 30, "words"));

    assertThat(year.inForceOn(LocalDate.of(2025, 12, 31))).isFalse();
    assertThat(year.inForceOn(LocalDate.of(2026, 1, 1))).isTrue();
    assertThat(year.inForceOn(LocalDate.of(2026, 12, 31))).isTrue();
    assertThat(year.inForceOn(LocalDate.of(2027, 1, 1))).isFalse();
    assertThat(hosting(null).inForceOn(DAY)).isTrue();
  }

  @Test
  void aLandLeaseIsOverWhenItEndsThoughItsTermIsOpen() {
    LandLease lease = Clauses.lease(Clauses.ANY_USE, DAY);

    assertThat(lease.inForceOn(DAY)).isTrue();
    assertThat(lease.inForceOn(DAY.plusDays(1))).isFalse();
  }

  @Test
  void aClauseTellsItsKindAsSiteFilesSpellIt() {
    assertThat(Clauses.award(DAY, 0, 1, 1, 0, 0).kind()).isEqualTo("ancillary-award");
    assertThat(hosting(null).kind()).isEqualTo("client-hosting");
  }

  @Test
  void aMonthsFloorLeavesItsShareOfTheHours() {
    // 3 % of February's 672 hours is 20.16, of which 20 are used.
    UptimeFloor floor = Clauses.monthly(97, 20, 90);

    assertThat(floor.hoursAllowed(672)).isEqualTo(20.16, within(1e-9));
    assertThat(floor.hoursLeft(672)).isEqualTo(0.16, within(1e-9));
    assertThat(Clauses.monthly(97, 30, 90).hoursLeft(672)).isZero();
  }

  @Test
  void aPeriodIsTheCalendarMonthOrYear() {
    assertThat(UptimeFloor.Period.MONTH.first(DAY)).isEqualTo("2026-02-01");
    assertThat(UptimeFloor.Period.MONTH.last(DAY)).isEqualTo("2026-02-28");
    assertThat(UptimeFloor.Period.YEAR.first(DAY)).isEqualTo("2026-01-01");
    assertThat(UptimeFloor.Period.YEAR.last(DAY)).isEqualTo("2026-12-31");
  }

  @Test
  void aProgrammeCallsOnlyInItsWindows() {
    EventWindow winterEvenings =
        new EventWindow(List.of(12, 1, 2), EventWindow.Days.WEEKDAY, 17, 21);

    // 12 February 2026 is a Thursday, the 14th a Saturday.
    assertThat(winterEvenings.includes(DAY, 17)).isTrue();
    assertThat(winterEvenings.includes(DAY, 21)).isFalse();
    assertThat(winterEvenings.includes(DAY.plusDays(2), 17)).isFalse();
    assertThat(winterEvenings.includes(LocalDate.of(2026, 7, 9), 17)).isFalse();
    assertThat(Clauses.programme(0, 0, null).mayCall(DAY, 3)).isTrue();
  }

  @Test
  void anElectionIsDeclaredSoManyDaysBefore() {
    assertThat(new PowerSupply.Election("the block", LocalDate.of(2026, 4, 15), 30).lastDay())
        .isEqualTo("2026-03-16");
  }

  @Property
  void noBudgetIsEverOverdrawn(
      @ForAll @DoubleRange(max = 100) double floorPercent,
      @ForAll @DoubleRange(max = 745) double used,
      @ForAll @DoubleRange(max = 745) double allowed,
      @ForAll @IntRange(max = 1000) int events) {
    UptimeFloor floor =
        new UptimeFloor(floorPercent, UptimeFloor.Period.MONTH, used, 0, allowed, used);

    assertThat(floor.hoursLeft(744)).isBetween(0.0, floor.hoursAllowed(744));
    assertThat(floor.excusedHoursLeft()).isBetween(0.0, allowed);
    assertThat(new CurtailmentRight(allowed, used).hoursLeft()).isBetween(0.0, allowed);
    assertThat(Clauses.programme(events, used, null).eventsLeft()).isBetween(0, 8);
    assertThat(Clauses.programme(events, used, null).hoursLeft()).isBetween(0.0, 24.0);
  }

  static Stream<Arguments> impossible() {
    return Stream.of(
        refused("until", () -> new Term(DAY, DAY.minusDays(1), null, null)),
        refused("noticeDays", () -> new Term(null, null, -1, null)),
        refused("text", () -> new Term(null, null, null, " ")),
        refused("usdPerMwh", () -> new HostingFee(null, null, null)),
        refused("usdPerMwh", () -> new HostingFee(60.0, null, 20.0)),
        refused("usdPerMwh", () -> HostingFee.perMwh(-1)),
        refused("usdPerKwMonth", () -> HostingFee.perKwMonth(Double.NaN)),
        refused("revenueSharePercent", () -> HostingFee.revenueShare(101)),
        refused("floorPercent", () -> Clauses.monthly(101, 0, 0)),
        refused("hoursOff", () -> Clauses.monthly(97, 746, 0)),
        refused("hoursOff", () -> Clauses.yearly(97, 8_785, 0)),
        refused("penaltyUsdPerMwh", () -> Clauses.monthly(97, 0, -1)),
        refused(
            "excusedHoursUsed",
            () -> new UptimeFloor(97, UptimeFloor.Period.MONTH, 0, 0, null, 3.0)),
        refused("hoursUsed", () -> new CurtailmentRight(10, -1)),
        refused(
            "curtailment", () -> Clauses.with(hosting(null), null, new CurtailmentRight(10, 0))),
        refused("strikeUsdPerMwh", () -> Clauses.hosting("a", HostingFee.NONE, true, 200_000.0)),
        refused("months[0]", () -> new EventWindow(List.of(13), null, 0, 24)),
        refused("toHour", () -> new EventWindow(null, null, 8, 8)),
        refused("toHour", () -> Clauses.award(DAY, 20, 19, 1, 0, 0)),
        refused("mw", () -> Clauses.award(DAY, 1, 2, 0, 0, 0)),
        refused("capacityUsdPerMwHour", () -> Clauses.award(DAY, 1, 2, 1, -1, 0)),
        refused("eventsUsed", () -> Clauses.programme(-1, 0, null)),
        refused("hoursUsed", () -> Clauses.programme(0, Double.POSITIVE_INFINITY, null)),
        refused(
            "paymentUsdPerMwh",
            () -> new DemandResponseEvent("§", "G", null, DAY, 1, 2, 1, null, 4.0, null)),
        refused(
            "penaltyUsdPerMwh",
            () -> new DemandResponseEvent("§", "G", null, DAY, 1, 2, 1, 4.0, null, null)),
        refused("permittedUses", () -> Clauses.supply(List.of(), false, null)),
        refused("breakFeeUsd", () -> Clauses.breakFee(-1)),
        refused("what", () -> new PowerSupply.Election("", DAY, 1)),
        refused("noticeDays", () -> new PowerSupply.Election("it", DAY, -1)),
        refused("permittedUses", () -> Clauses.lease(List.of(), DAY)),
        refused("groups", () -> Clauses.lien("§", "Bank", List.of())),
        refused("cashUsd", () -> new Loan("§", "B", GROUPS, 1e6, null, null, null, DAY, null)),
        refused("minimumDscr", () -> new Loan("§", "B", GROUPS, null, null, null, 1.3, DAY, null)),
        refused("minimumDscr", () -> new Loan("§", "B", GROUPS, null, null, 0.0, 1.3, DAY, null)),
        refused("asOf", () -> new Loan("§", "B", GROUPS, null, null, 1.2, 1.3, null, null)));
  }

  private static Arguments refused(String field, ThrowingCallable clause) {
    return Arguments.of(field, clause);
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void whatCannotBeIsRefusedByFieldProblemAndRemedy(String field, ThrowingCallable clause) {
    assertThatThrownBy(clause)
        .isInstanceOfSatisfying(
            OutOfRange.class,
            refusal -> {
              assertThat(refusal.field()).isEqualTo(field);
              assertThat(refusal.problem()).isNotBlank();
              assertThat(refusal.remedy()).isNotBlank();
            });
  }
}
