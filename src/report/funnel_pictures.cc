// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The pictures of a funnel page. Coordinates are whole numbers or tenths, so
// that the same figures give the same bytes everywhere.
#include "src/report/funnel_pictures.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

namespace lotse {
namespace {

// Told apart by colour-blind readers, too (after Okabe and Ito).
constexpr char kBlue[] = "#0072b2";
constexpr char kGreen[] = "#009e73";
constexpr char kOrange[] = "#d55e00";
constexpr char kYellow[] = "#e69f00";
constexpr char kGrey[] = "#b4bec8";
constexpr char kPale[] = "#dcebf5";
constexpr char kInk[] = "#1d2733";
constexpr char kSoft[] = "#5d6b7a";

enum class Anchor { kStart, kMiddle, kEnd };

// A picture of `width` by `height`, said in words by `name`.
Markup Svg(int64_t width, int64_t height, const std::string& name,
           const Markup& content) {
  return Tag("svg",
             {{"viewBox", absl::StrCat("0 0 ", width, " ", height)},
              {"role", "img"},
              {"aria-label", name}},
             content);
}

Markup Rect(int64_t x, int64_t y, int64_t width, int64_t height,
            const char* fill, int64_t radius = 3) {
  return Tag("rect", {{"x", absl::StrCat(x)},
                      {"y", absl::StrCat(y)},
                      {"width", absl::StrCat(std::max<int64_t>(width, 0))},
                      {"height", absl::StrCat(height)},
                      {"rx", absl::StrCat(radius)},
                      {"fill", fill}});
}

Markup Path(const std::string& d, const char* stroke, int64_t tenths,
            const char* fill = "none") {
  return Tag("path",
             {{"d", d},
              {"fill", fill},
              {"stroke", stroke},
              {"stroke-width", absl::StrCat(tenths / 10, ".", tenths % 10)}});
}

Markup Words(int64_t x, int64_t y, const std::string& text,
             Anchor anchor = Anchor::kStart, const char* fill = kInk,
             int64_t size = 13, bool bold = false) {
  return Tag("text",
             {{"x", absl::StrCat(x)},
              {"y", absl::StrCat(y)},
              {"text-anchor", anchor == Anchor::kStart    ? "start"
                              : anchor == Anchor::kMiddle ? "middle"
                                                          : "end"},
              {"font-size", absl::StrCat(size)},
              {"font-weight", bold ? "bold" : "normal"},
              {"fill", fill}},
             Text(text));
}

// `part` of `whole` of a length, at least a hair's breadth if it is not 0.
int64_t Scaled(int64_t part, int64_t whole, int64_t length) {
  if (part <= 0 || whole <= 0) return 0;
  const double share = static_cast<double>(part) / static_cast<double>(whole);
  return std::max<int64_t>(
      1, static_cast<int64_t>(share * static_cast<double>(length) + 0.5));
}

// A tip of an arrow at (x, y) that points by (dx, dy), whole steps.
Markup Tip(int64_t x, int64_t y, int64_t dx, int64_t dy, const char* fill) {
  constexpr int64_t kLong = 11, kWide = 7;
  return Path(absl::StrCat("M", x, " ", y, "L", x - kLong * dx - kWide * dy,
                           " ", y - kLong * dy - kWide * dx, "L",
                           x - kLong * dx + kWide * dy, " ",
                           y - kLong * dy + kWide * dx, "Z"),
              "none", 0, fill);
}

// How thick an arrow of so many is, in tenths.
int64_t Thickness(int64_t part, int64_t whole) {
  return 15 + Scaled(part, whole, 75);
}

}  // namespace

Markup FunnelPicture(const LifecycleMetrics& metrics, const PageWords& words) {
  constexpr int64_t kBar = 29, kGap = 22, kMiddle = 372, kWidth = 430;
  Markup picture;
  int64_t y = 2;
  int64_t most = 1;
  for (const FunnelStep& step : metrics.funnel) {
    most = std::max(most, step.leads);
  }
  for (size_t i = 0; i < metrics.funnel.size(); ++i) {
    const FunnelStep& step = metrics.funnel[i];
    const int64_t half = Scaled(step.leads, most, kWidth) / 2;
    picture += Rect(kMiddle - std::max<int64_t>(half, 1), y,
                    std::max<int64_t>(2 * half, 2), kBar,
                    i + 1 == metrics.funnel.size() ? kGreen : kBlue);
    picture += Words(0, y + 20, words.Label(step.label), Anchor::kStart, kInk,
                     14, true);
    picture += Words(610, y + 20, words.Number(step.leads), Anchor::kStart,
                     kInk, 15, true);
    picture +=
        Words(668, y + 20,
              absl::StrCat(words.Say("now ", "jetzt "), words.Number(step.now)),
              Anchor::kStart, kSoft, 12);
    if (i + 1 < metrics.funnel.size()) {
      const int64_t next =
          Scaled(metrics.funnel[i + 1].leads, most, kWidth) / 2;
      picture += Path(
          absl::StrCat("M", kMiddle - half, " ", y + kBar, "L", kMiddle + half,
                       " ", y + kBar, "L", kMiddle + next, " ", y + kBar + kGap,
                       "L", kMiddle - next, " ", y + kBar + kGap, "Z"),
          "none", 0, kPale);
      picture += Words(kMiddle, y + kBar + 16, words.Share(step.went_on),
                       Anchor::kMiddle, kInk, 13, true);
      picture += Words(610, y + kBar + 16, words.Interval(step.went_on),
                       Anchor::kStart, kSoft, 12);
    }
    y += kBar + kGap;
  }
  return Svg(
      820, y - kGap + 4,
      words.Say("Funnel from lead to customer", "Trichter vom Lead zum Kunden"),
      picture);
}

Markup LoopPicture(const LifecycleMetrics& metrics, const PageWords& words) {
  const LoopFigures& loops = metrics.loops;
  const int64_t all = std::max<int64_t>(metrics.leads, 1);
  const int64_t opportunities = loops.demoted.of;
  constexpr int64_t kTop = 4, kBox = 46;
  Markup picture;
  const auto box = [&](int64_t x, const std::string& label, int64_t count,
                       const char* fill) {
    picture += Rect(x, kTop, 92, kBox, fill, 8);
    picture += Words(x + 46, kTop + 20, label, Anchor::kMiddle, "#fff", 12);
    picture += Words(x + 46, kTop + 37, words.Number(count), Anchor::kMiddle,
                     "#fff", 14, true);
  };
  const int64_t middle = kTop + kBox / 2;
  const int64_t base = std::max<int64_t>(opportunities, 1);
  picture += Path(absl::StrCat("M92 ", middle, "H144"), kBlue,
                  Thickness(opportunities, all));
  picture += Tip(154, middle, 1, 0, kBlue);
  const int64_t won = metrics.funnel.back().leads;
  picture +=
      Path(absl::StrCat("M246 ", middle, "H298"), kGreen, Thickness(won, base));
  picture += Tip(308, middle, 1, 0, kGreen);
  box(0, words.Say("lead", "Lead"), metrics.leads, kBlue);
  box(154, "Opportunity", opportunities, kBlue);
  box(308, words.Label(metrics.funnel.back().label), won, kGreen);
  // The way back, below.
  picture += Path(absl::StrCat("M200 ", kTop + kBox, "C200 122 46 122 46 ",
                               kTop + kBox + 10),
                  kOrange, Thickness(loops.demoted.hits, base));
  picture += Tip(46, kTop + kBox, 0, -1, kOrange);
  picture += Words(123, 94, absl::StrCat(words.Share(loops.demoted)),
                   Anchor::kMiddle, kOrange, 15, true);
  picture +=
      Words(123, 125,
            absl::StrCat(words.Number(loops.demoted.hits),
                         words.Say(" demoted, ", " zurückgestuft, "),
                         words.Number(loops.promoted_again.hits),
                         words.Say(" promoted again", " wieder befördert")),
            Anchor::kMiddle, kSoft, 12);
  // Why.
  int64_t y = 76;
  for (const ReasonFigure& reason : loops.reasons) {
    if (y > 140) break;
    picture +=
        Words(262, y, words.Reason(reason.reason), Anchor::kStart, kInk, 12);
    picture +=
        Words(400, y, words.Number(reason.demotions), Anchor::kEnd, kSoft, 12);
    picture += Rect(262, y + 3,
                    Scaled(reason.demotions, loops.reasons[0].demotions, 138),
                    3, kOrange, 1);
    y += 20;
  }
  // What became of them.
  const std::vector<std::pair<int64_t, const char*>> ends = {
      {loops.won, kGreen},
      {loops.opportunity_now, kBlue},
      {loops.lead_now, kYellow},
      {loops.closed, kGrey}};
  const std::string names[] = {
      words.Say("won", "gewonnen"), words.Say("opportunity", "Opportunity"),
      words.Say("lead", "Lead"), words.Say("closed", "geschlossen")};
  picture += Words(0, 166, words.Say("What became of them", "Was daraus wurde"),
                   Anchor::kStart, kSoft, 12);
  int64_t x = 0;
  for (size_t i = 0; i < ends.size(); ++i) {
    const int64_t width = Scaled(ends[i].first, loops.demoted.hits, 400);
    picture += Rect(x, 172, std::min(width, 400 - x), 14, ends[i].second, 2);
    x = std::min<int64_t>(x + width, 400);
    const int64_t column = static_cast<int64_t>(i) * 102;
    picture += Rect(column, 195, 9, 9, ends[i].second, 2);
    picture += Words(column + 13, 204,
                     absl::StrCat(names[i], " ", words.Number(ends[i].first)),
                     Anchor::kStart, kInk, 11);
  }
  return Svg(404, 210,
             words.Say("Loop from opportunity back to lead",
                       "Schleife von der Opportunity zurück zum Lead"),
             picture);
}

Markup HandOverPicture(const LifecycleMetrics& metrics,
                       const PageWords& words) {
  constexpr int64_t kLeft = 76, kWidth = 200;
  Markup picture;
  int64_t y = 4;
  for (const HandOverFigure& band : metrics.hand_overs) {
    if (band.hand_overs == 0) continue;
    const int64_t of = band.demoted.of;
    picture += Words(0, y + 14, words.Band(band), Anchor::kStart, kInk, 12);
    picture += Rect(kLeft, y, kWidth, 19, "#eef2f6", 2);
    if (of > 0) {
      const auto at = [&](double share) {
        return kLeft + (share > 0 && share <= 1
                            ? static_cast<int64_t>(share * kWidth + 0.5)
                            : 0);
      };
      picture += Rect(kLeft, y, at(band.demoted.share) - kLeft, 19, kOrange, 2);
      picture += Path(
          absl::StrCat("M", at(band.demoted.low), " ", y + 10, "H",
                       at(band.demoted.high), "M", at(band.demoted.low), " ",
                       y + 6, "v8M", at(band.demoted.high), " ", y + 6, "v8"),
          kInk, 13);
    }
    picture += Words(kLeft + kWidth + 8, y + 14, words.Share(band.demoted),
                     Anchor::kStart, kInk, 13, true);
    picture += Words(
        404, y + 14,
        of == 0 ? "" : absl::StrCat(words.Say("of ", "von "), words.Number(of)),
        Anchor::kEnd, kSoft, 12);
    y += 25;
  }
  return Svg(404, y + 2,
             words.Say("Demoted share by completeness of the questions",
                       "Anteil der Rückstufungen nach Vollständigkeit der "
                       "Fragen"),
             picture);
}

Markup ClockPicture(const LifecycleMetrics& metrics, const PageWords& words) {
  constexpr int64_t kLeft = 190, kWidth = 380;
  Markup picture;
  int64_t y = 2;
  for (const ClockFigure& clock : metrics.clocks) {
    const int64_t parts[] = {clock.in_time.hits, clock.met_late,
                             clock.breached_open + clock.breached_cancelled,
                             clock.cancelled + clock.open};
    const char* colors[] = {kGreen, kYellow, kOrange, kGrey};
    picture +=
        Words(0, y + 14, words.Label(clock.label), Anchor::kStart, kInk, 13);
    int64_t x = kLeft;
    picture += Rect(kLeft, y, kWidth, 19, "#eef2f6", 2);
    for (size_t i = 0; i < 4; ++i) {
      const int64_t width =
          std::min(Scaled(parts[i], clock.started, kWidth), kLeft + kWidth - x);
      picture += Rect(x, y, width, 19, colors[i], 2);
      x += width;
    }
    picture += Words(kLeft + kWidth + 12, y + 14, words.Share(clock.in_time),
                     Anchor::kStart, kInk, 13, true);
    picture += Words(
        kLeft + kWidth + 66, y + 14,
        absl::StrCat(words.Say("in time; median ", "rechtzeitig; Median "),
                     words.Length(clock.to_meet.median, clock.to_meet.cases)),
        Anchor::kStart, kSoft, 12);
    y += 26;
  }
  const std::string names[] = {
      words.Say("met in time", "rechtzeitig"),
      words.Say("met late", "verspätet"),
      words.Say("overdue, not met", "überschritten, nicht erfüllt"),
      words.Say("cancelled or open", "abgebrochen oder offen")};
  const char* colors[] = {kGreen, kYellow, kOrange, kGrey};
  int64_t x = kLeft;
  for (size_t i = 0; i < 4; ++i) {
    picture += Rect(x, y + 3, 9, 9, colors[i], 2);
    picture += Words(x + 13, y + 12, names[i], Anchor::kStart, kSoft, 11);
    x += i == 2 ? 175 : 95;
  }
  return Svg(820, y + 18, words.Say("How clocks ended", "Wie Fristen endeten"),
             picture);
}

}  // namespace lotse
