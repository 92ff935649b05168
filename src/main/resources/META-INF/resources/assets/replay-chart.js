// The chart of a replay: price of power and breakeven above, load below, on one axis of time.
(() => {
  "use strict";
  const place = document.getElementById("chart");
  if (!place || !window.echarts) {
    return;
  }
  const MOST_INTERVALS = 20000;
  const DAY_MS = 86400000;
  const OVERVIEW_DAYS = 62;
  const minutes = Number(place.dataset.minutes);
  const aDay = 1440 / minutes;
  const clock = new Intl.DateTimeFormat("en-CA", {
    timeZone: place.dataset.zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  });
  const zoneName = new Intl.DateTimeFormat("en-US", { timeZone: place.dataset.zone, timeZoneName: "short" });
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

  let rows = []; // of each interval: date, time, power, breakeven, MW, MW of all rigs
  let days = []; // of each day: first interval and the one after its last, means and extremes
  let shown = { from: 0, until: 0 };
  let scale = null;
  let pointed = -1;
  let moved = false;
  const chart = echarts.init(place, null, { renderer: "canvas" });

  // Reading

  async function read() {
    const last = Date.parse(place.dataset.until);
    const step = Math.max(1, Math.floor(MOST_INTERVALS / (aDay * 1.1))) * DAY_MS;
    const all = [];
    for (let from = Date.parse(place.dataset.from); from < last; from += step) {
      const day = (ms) => new Date(ms).toISOString().slice(0, 10);
      const answer = await fetch(
        `${place.dataset.intervals}?from=${day(from)}&until=${day(Math.min(from + step, last))}`);
      if (!answer.ok) {
        throw new Error(`${answer.status}`);
      }
      all.push(...(await answer.json()).intervals);
    }
    return all.map((row) => {
      const [date, time] = clock.format(new Date(row.start)).split(", ");
      const power = row.powerUsdPerMwh === undefined ? null : row.powerUsdPerMwh;
      return { start: row.start, date, time, power, breakeven: row.breakevenUsdPerMwh, mw: row.kw / 1000, full: row.fullKw / 1000 };
    });
  }

  function byDay(list) {
    const found = [];
    list.forEach((row, i) => {
      let day = found[found.length - 1];
      if (!day || day.date !== row.date) {
        day = { date: row.date, from: i, breakeven: 0, mw: 0, full: 0, sum: 0, known: 0, low: Infinity, high: -Infinity };
        found.push(day);
      }
      day.until = i + 1;
      day.breakeven += row.breakeven;
      day.mw += row.mw;
      day.full += row.full;
      if (row.power !== null) {
        day.sum += row.power;
        day.known += 1;
        day.low = Math.min(day.low, row.power);
        day.high = Math.max(day.high, row.power);
      }
    });
    for (const day of found) {
      const count = day.until - day.from;
      day.breakeven /= count;
      day.mw /= count;
      day.full /= count;
      day.power = day.known === 0 ? null : day.sum / day.known;
    }
    return found;
  }

  // The axis of prices: even up to a limit on both sides of zero, by powers of ten beyond it.

  function priceScale(list) {
    const known = list.filter((row) => row.power !== null).map((row) => row.power);
    const breakevens = list.map((row) => row.breakeven);
    const highest = (values) => values.reduce((most, each) => Math.max(most, each), 0);
    const top = Math.max(highest(known), highest(breakevens));
    const bottom = known.reduce((least, each) => Math.min(least, each), 0);
    const usual = highest(breakevens) * 1.5;
    const limit = [10, 20, 50, 100, 150, 200, 250, 300, 400, 500, 1000, 2000, 5000, 10000].find((each) => each >= usual) || 20000;
    const bent = (value) => {
      const size = Math.abs(value);
      return size <= limit ? value / limit : Math.sign(value) * (1 + 0.45 * Math.log10(size / limit));
    };
    const base = bent(bottom < 0 ? bottom * 1.02 : 0);
    const ticks = [];
    const even = [limit / 5, limit / 4, limit / 3, limit / 2].find((each) => Number.isInteger(each / 5) && limit / each <= 5) || limit / 4;
    for (let value = even; value <= Math.min(limit, top * 1.15); value += even) {
      ticks.push(value);
    }
    for (let value = even; value <= Math.min(limit, -bottom); value += even * 2) {
      ticks.push(-value);
    }
    for (const sign of [1, -1]) {
      for (let power = 100; power <= 100000; power *= 10) {
        for (const part of [1, 2, 5]) {
          const value = power * part;
          const apart = value >= limit * 1.8;
          if (apart && value <= (sign > 0 ? top : -bottom) * 1.3 && (part === 1 || limit * 8 > value)) {
            ticks.push(sign * value);
          }
        }
      }
    }
    ticks.push(0);
    return {
      limit, ticks, bends: top > limit || -bottom > limit,
      at: (value) => (value === null ? null : bent(value) - base),
      max: bent(Math.max(top * 1.05, even)) - base,
    };
  }

  // Words

  const dollars = (value, digits) => `${value < 0 ? "−" : ""}$${Math.abs(value).toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
  const price = (value) => (value === null ? "—, no price known" : `${dollars(value, 2)}/MWh`);
  const mw = (value) => value.toLocaleString("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

  function dayName(date) {
    const [year, month, day] = date.split("-").map(Number);
    return `${WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]} ${day} ${MONTHS[month - 1]} ${year}`;
  }

  function plain(date) {
    const [year, month, day] = date.split("-").map(Number);
    return `${day} ${MONTHS[month - 1]} ${year}`;
  }

  function words(at) {
    if (overview()) {
      const day = days.find((each) => at < each.until) || days[days.length - 1];
      const known = day.known === 0
        ? ["Power —, no price known"]
        : [`Power ${price(day.power)} on average`, `  ${dollars(day.low, 2)} to ${dollars(day.high, 2)}`];
      return [dayName(day.date), ...known, `Breakeven ${price(day.breakeven)}`, `Load ${mw(day.mw)} of ${mw(day.full)} MW on average`];
    }
    const row = rows[Math.min(at, rows.length - 1)];
    const next = rows[at + 1];
    const zone = zoneName.formatToParts(new Date(row.start)).find((part) => part.type === "timeZoneName").value;
    const end = next ? next.time : "00:00";
    return [`${dayName(row.date)} ${row.time}–${end === "00:00" ? "24:00" : end} ${zone}`, `Power ${price(row.power)}`, `Breakeven ${price(row.breakeven)}`, `Load ${mw(row.mw)} of ${mw(row.full)} MW`];
  }

  // Drawing

  const overview = () => shown.until - shown.from > OVERVIEW_DAYS * aDay;

  /** Steps: a value from the beginning of its time to the end of it. */
  function steps(pick) {
    const points = overview()
      ? days.map((day) => [day.from, pick(day)])
      : rows.map((row, i) => [i, pick(row)]);
    const last = points[points.length - 1];
    points.push([rows.length, last[1]]);
    return points;
  }

  function gaps() {
    const runs = [];
    rows.forEach((row, i) => {
      const run = runs[runs.length - 1];
      if (row.power !== null) {
        return;
      }
      if (run && run[1] === i) {
        run[1] = i + 1;
      } else {
        runs.push([i, i + 1]);
      }
    });
    return runs;
  }

  /** What to write under an interval; nothing where no name of time begins. */
  function timeLabel(i) {
    const row = rows[i];
    if (!row) {
      return "";
    }
    const span = (shown.until - shown.from) / aDay;
    const [year, month, day] = row.date.split("-").map(Number);
    const midnight = row.time === "00:00";
    if (span > OVERVIEW_DAYS) {
      if (!midnight || day !== 1) {
        return "";
      }
      if (place.clientWidth < 600 && month % 3 !== 1) {
        return "";
      }
      return month === 1 || i < aDay * 31 ? `${MONTHS[month - 1]} ${year}` : MONTHS[month - 1];
    }
    if (span > 8) {
      const every = span > 32 ? 7 : place.clientWidth < 600 ? 5 : 2;
      return midnight && (day - 1) % every === 0 && day < 31 ? `${day} ${MONTHS[month - 1]}` : "";
    }
    if (midnight) {
      return `${day} ${MONTHS[month - 1]}`;
    }
    const hours = span > 3 ? 12 : place.clientWidth < 600 ? 6 : 3;
    return row.time.endsWith(":00") && Number(row.time.slice(0, 2)) % hours === 0 ? row.time : "";
  }

  function colours() {
    const style = getComputedStyle(document.documentElement);
    return (name) => style.getPropertyValue(`--${name}`).trim();
  }

  function hatch(colour) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 6;
    const pen = tile.getContext("2d");
    pen.strokeStyle = colour;
    pen.lineWidth = 1.2;
    pen.beginPath();
    pen.moveTo(-1, 7);
    pen.lineTo(7, -1);
    pen.stroke();
    return { image: tile, repeat: "repeat" };
  }

  /** Zero stands out, and so does where the axis bends. */
  function tickStyle(value, colour) {
    if (value === 0) {
      return { color: colour("rule"), type: "solid" };
    }
    return scale.bends && Math.abs(value) === scale.limit
      ? { color: colour("rule"), type: [2, 4] }
      : { color: colour("hair"), type: "solid" };
  }

  function option() {
    const colour = colours();
    const narrow = place.clientWidth < 600;
    const left = narrow ? 48 : 60;
    const right = narrow ? 8 : 16;
    const text = { color: colour("ink-2"), fontSize: 12, fontFamily: getComputedStyle(place).fontFamily };
    const full = rows.reduce((most, row) => Math.max(most, row.full), 0);
    const line = (name, pick, style, more) => ({
      name, type: "line", step: "end", symbol: "none", data: steps(pick), lineStyle: style, itemStyle: { color: style.color },
      emphasis: { disabled: true, lineStyle: { width: style.width } }, animation: false, silent: true, ...more,
    });
    const axis = (index) => ({
      type: "category", gridIndex: index, data: [...rows.keys(), rows.length], boundaryGap: false,
      axisLine: { lineStyle: { color: colour("rule") }, onZero: false },
      axisTick: { show: index === 1, interval: (i) => timeLabel(i) !== "", lineStyle: { color: colour("rule") } },
      axisLabel: { show: index === 1, ...text, interval: (i) => timeLabel(i) !== "", formatter: (value) => timeLabel(Number(value)), hideOverlap: true, showMinLabel: null },
      splitLine: { show: false },
      axisPointer: { show: true, type: "line", lineStyle: { color: colour("ink"), width: 1, type: "solid" }, label: { show: false } },
    });
    const band = overview() && days.some((day) => day.known > 0);
    const stacked = { stack: "band", lineStyle: { width: 0, color: "transparent" } };
    return {
      animation: false,
      backgroundColor: "transparent",
      textStyle: text,
      title: place.dataset.sample === undefined ? undefined
        : { text: "SAMPLE", left: "center", top: 84, silent: true, textStyle: { color: colour("ink"), opacity: 0.06, fontSize: narrow ? 36 : 56, fontWeight: 700 } },
      grid: [
        { left, right, top: 26, height: narrow ? 220 : 250 },
        { left, right, top: narrow ? 290 : 320, height: narrow ? 90 : 96 },
      ],
      axisPointer: { link: [{ xAxisIndex: "all" }] },
      xAxis: [axis(0), axis(1)],
      yAxis: [
        { gridIndex: 0, min: 0, max: scale.max, axisLabel: { show: false }, splitLine: { show: false }, axisLine: { show: false }, axisTick: { show: false }, name: "Power, $/MWh", nameTextStyle: { ...text, align: "left", padding: [0, 0, 0, 8 - left] }, nameGap: 10 },
        { gridIndex: 1, min: 0, max: full * 1.04 || 1, interval: full / 2 || 1, axisLabel: { ...text, formatter: (value) => mw(value) }, splitLine: { lineStyle: { color: colour("hair") } }, name: "Load, MW", nameTextStyle: { ...text, align: "left", padding: [0, 0, 0, 8 - left] }, nameGap: 10 },
      ],
      tooltip: {
        trigger: "axis", renderMode: "richText", z: 60, zlevel: 0, confine: true, transitionDuration: 0,
        backgroundColor: colour("surface"), borderColor: colour("rule"), borderWidth: 1, padding: [8, 10],
        textStyle: { color: colour("ink"), fontSize: 12, lineHeight: 18, fontFamily: text.fontFamily },
        formatter: (points) => words(Number(points[0].axisValue)).join("\n"),
      },
      dataZoom: [
        { type: "inside", xAxisIndex: [0, 1], filterMode: "none", zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false, moveOnMouseMove: !narrow, preventDefaultMouseMove: false, minValueSpan: aDay / 2, startValue: shown.from, endValue: shown.until },
        {
          type: "slider", xAxisIndex: [0, 1], filterMode: "none", bottom: 6, height: 28, left, right, minValueSpan: aDay / 2, startValue: shown.from, endValue: shown.until,
          showDetail: false, brushSelect: false, borderColor: colour("hair"), fillerColor: `${colour("run")}22`, backgroundColor: "transparent",
          dataBackground: { lineStyle: { color: colour("rule"), width: 0.5 }, areaStyle: { color: colour("rule"), opacity: 0.2 } },
          selectedDataBackground: { lineStyle: { color: colour("ink-2"), width: 0.5 }, areaStyle: { color: colour("ink-2"), opacity: 0.25 } },
          handleStyle: { color: colour("surface"), borderColor: colour("ink-2") }, moveHandleStyle: { color: colour("rule") },
          emphasis: { handleStyle: { borderColor: colour("focus") }, moveHandleStyle: { color: colour("focus") } },
        },
      ],
      series: [
        line("Power", (each) => scale.at(each.power), { color: colour("ink"), width: overview() ? 1.5 : 2 }, {
          z: 4,
          markLine: {
            silent: true, symbol: "none", animation: false, z: 1,
            label: { position: "start", ...text, formatter: (mark) => mark.name },
            lineStyle: { color: "transparent" },
            data: scale.ticks.map((value) => ({ yAxis: scale.at(value), name: dollars(value, 0) })),
          },
          markArea: {
            silent: true, animation: false, itemStyle: { color: hatch(colour("rule")) },
            data: gaps().map(([from, until]) => [{ xAxis: from }, { xAxis: until }]),
          },
        }),
        // Marks are always drawn on top: they only carry the labels, and these the lines behind all.
        ...scale.ticks.map((value) => ({
          name: "", type: "line", symbol: "none", silent: true, animation: false, z: 1,
          data: [[0, scale.at(value)], [rows.length, scale.at(value)]],
          lineStyle: { width: 1, ...tickStyle(value, colour) },
        })),
        line("Breakeven", (each) => scale.at(each.breakeven), { color: colour("text-run"), width: 1.5, type: [6, 3] }, { z: 3 }),
        ...(band ? [
          line("Lowest", (day) => (day.known === 0 ? null : scale.at(day.low)), stacked.lineStyle, { stack: "band" }),
          line("Highest", (day) => (day.known === 0 ? null : scale.at(day.high) - scale.at(day.low)), stacked.lineStyle, { stack: "band", areaStyle: { color: colour("ink"), opacity: 0.18 } }),
        ] : []),
        // A pointer finds nothing further than half an interval away: unseen points stand on each.
        ...(overview() ? [{
          name: "", type: "line", symbol: "none", silent: true, animation: false,
          data: rows.map((row, i) => [i, 0]), lineStyle: { width: 0, color: "transparent" },
        }] : []),
        line("Load", (each) => each.mw, { color: colour("run"), width: overview() ? 1 : 2 }, { xAxisIndex: 1, yAxisIndex: 1, z: 3, areaStyle: { color: colour("run"), opacity: 0.28 } }),
        line("All rigs", (each) => each.full, { color: colour("ink"), width: 1, type: [3, 3] }, { xAxisIndex: 1, yAxisIndex: 1, z: 4 }),
      ],
    };
  }

  function draw() {
    if (rows.length === 0) {
      return;
    }
    moved = false;
    chart.setOption(option(), true);
    const first = rows[shown.from];
    const last = rows[Math.min(shown.until, rows.length) - 1];
    document.getElementById("key-band").hidden = !overview();
    const span = Math.round((shown.until - shown.from) / aDay);
    document.querySelectorAll("#zoom [data-days]").forEach((button) => {
      const whole = button.dataset.days === "0";
      button.setAttribute("aria-pressed", String(whole ? shown.until - shown.from === rows.length : span === Number(button.dataset.days)));
    });
    document.getElementById("chart-shown").textContent = (first.date === last.date ? dayName(first.date) : `${plain(first.date)} – ${plain(last.date)}`)
      + (overview() ? ": each day’s average, and its range of prices" : `: every ${minutes === 60 ? "hour" : `${minutes} minutes`}`);
  }

  // Zoom

  function show(from, until) {
    const length = Math.min(until - from, rows.length);
    const start = Math.round(Math.max(0, Math.min(from, rows.length - length)));
    shown = { from: start, until: Math.round(start + length) };
    pointed = -1;
    draw();
  }

  function showDays(count, date) {
    if (count === 0) {
      show(0, rows.length);
      return;
    }
    const middle = days.findIndex((day) => day.date === date);
    const first = Math.max(0, Math.min(middle - Math.floor(count / 2), days.length - count));
    const last = Math.min(days.length, first + count) - 1;
    show(days[first].from, days[last].until);
  }

  const chosen = () => document.getElementById("day").dataset.day;

  function point(at) {
    pointed = Math.max(shown.from, Math.min(at, shown.until - 1));
    const step = overview() ? days.findIndex((day) => pointed < day.until) : pointed;
    chart.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: step });
    document.getElementById("chart-spoken").textContent = words(pointed).join(", ");
  }

  function listen() {
    chart.on("datazoom", () => {
      const zoom = chart.getOption().dataZoom[0];
      const before = overview();
      shown = { from: Math.round(zoom.startValue), until: Math.max(Math.round(zoom.endValue), Math.round(zoom.startValue) + 1) };
      moved = true;
      if (before !== overview()) {
        draw();
      }
    });
    // Words and labels follow when the hand lets go, wherever it is by then.
    document.addEventListener("pointerup", () => setTimeout(() => moved && draw()));
    place.addEventListener("wheel", () => setTimeout(() => moved && draw(), 200), { passive: true });
    chart.getZr().on("dblclick", (event) => {
      const at = chart.convertFromPixel({ gridIndex: 0 }, [event.offsetX, event.offsetY]);
      const row = at && rows[Math.round(at[0])];
      if (row) {
        document.dispatchEvent(new CustomEvent("busbar:choose", { detail: row.date }));
      }
    });
    document.getElementById("zoom").addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button && button.dataset.days) {
        showDays(Number(button.dataset.days), chosen());
      } else if (button) {
        const by = (shown.until - shown.from) * Number(button.dataset.step);
        show(shown.from + by, shown.until + by);
      }
    });
    place.addEventListener("keydown", (event) => {
      const step = overview() ? aDay : 1;
      const at = pointed < 0 ? shown.from : pointed;
      switch (event.key) {
        case "ArrowRight": point(pointed < 0 ? at : at + step); break;
        case "ArrowLeft": point(at - step); break;
        case "Home": point(shown.from); break;
        case "End": point(shown.until - 1); break;
        case "Enter":
          document.dispatchEvent(new CustomEvent("busbar:choose", { detail: rows[at].date }));
          break;
        default: return;
      }
      event.preventDefault();
    });
    document.addEventListener("busbar:day", (event) => {
      const day = days.find((each) => each.date === event.detail);
      if (day && (day.from < shown.from || day.until > shown.until)) {
        showDays(Math.max(1, Math.round((shown.until - shown.from) / aDay)), event.detail);
      }
    });
    new ResizeObserver(() => {
      chart.resize();
      draw();
    }).observe(place);
    for (const media of ["(prefers-color-scheme: dark)", "print"]) {
      matchMedia(media).addEventListener("change", draw);
    }
  }

  read().then((list) => {
    rows = list;
    if (rows.length === 0) {
      return;
    }
    days = byDay(rows);
    scale = priceScale(rows);
    document.getElementById("zoom").hidden = false;
    document.getElementById("chart-legend").hidden = false;
    document.getElementById("chart-axis").textContent =
      (scale.bends ? `The axis of prices is even up to ${dollars(scale.limit, 0)} and goes by powers of ten beyond it. ` : "")
      + (matchMedia("(hover: hover)").matches
        ? "A double-click, or Enter on the focused chart, opens a day; Ctrl and the wheel zoom."
        : "Drag the ends of the strip below the chart to zoom.");
    const asked = new URLSearchParams(location.search).has("day");
    listen();
    if (asked) {
      showDays(1, chosen());
    } else {
      show(0, rows.length);
    }
    place.dataset.drawn = "true";
  }).catch((problem) => {
    place.classList.add("failed");
    document.getElementById("chart-shown").textContent = `The chart could not be drawn (${problem.message}); the tables hold its values.`;
  });
})();
