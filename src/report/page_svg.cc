// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ChartSvg and RangeSvg.
#include "src/report/page_svg.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lotse/base/decimal.h"
#include "src/report/escape_html.h"

namespace lotse {
namespace {

constexpr double kBarHeight = 14;
constexpr double kRowHeight = 19;
constexpr double kStackHeight = 15;
constexpr double kLegendHeight = 16;
constexpr size_t kLegendColumns = 3;
// Room for the texts on both sides of the bars.
constexpr double kLabelWidth = 104;
constexpr double kValueWidth = 108;
// Shares below this are drawn as a line that can be seen.
constexpr double kLeastWidth = 1.5;

// One decimal is finer than a screen.
std::string Length(double value) {
  return PrintDecimal(ScaleDouble(std::max(0.0, value), 1), 1);
}

double Share(const PageBar& bar) {
  return std::min(1.0, std::max(0.0, bar.share));
}

std::string Rect(double x, double y, double width, double height,
                 absl::string_view css) {
  return absl::StrCat("<rect class=\"", css, "\" x=\"", Length(x), "\" y=\"",
                      Length(y), "\" width=\"", Length(width), "\" height=\"",
                      Length(height), "\" rx=\"2\"/>");
}

std::string Text(double x, double y, absl::string_view anchor,
                 absl::string_view css, absl::string_view text) {
  return absl::StrCat("<text class=\"", css, "\" x=\"", Length(x), "\" y=\"",
                      Length(y), "\" text-anchor=\"", anchor, "\">",
                      EscapeHtml(text), "</text>");
}

std::string Open(const PageChart& chart, int width, double height) {
  return absl::StrCat("<svg role=\"img\" viewBox=\"0 0 ", width, " ",
                      Length(height), "\" aria-label=\"",
                      EscapeHtml(absl::StrJoin(
                          chart.bars, "; ",
                          [](std::string* out, const PageBar& bar) {
                            absl::StrAppend(out, bar.label, ": ", bar.value);
                          })),
                      "\">");
}

std::string BarsSvg(const PageChart& chart, int width, bool centred) {
  const double room = width - kLabelWidth - kValueWidth;
  std::string out =
      Open(chart, width, static_cast<double>(chart.bars.size()) * kRowHeight);
  double y = 0;
  for (const PageBar& bar : chart.bars) {
    const double length =
        bar.share > 0 ? std::max(kLeastWidth, room * Share(bar)) : 0;
    const double x = kLabelWidth + (centred ? (room - length) / 2 : 0);
    const double base = y + kBarHeight - 3;
    absl::StrAppend(
        &out, Text(0, base, "start", "lab", bar.label),
        Rect(kLabelWidth, y, room, kBarHeight, "track"),
        length > 0 ? Rect(x, y, length, kBarHeight, ToneClass(bar.tone)) : "",
        Text(width, base, "end", "val", bar.value));
    y += kRowHeight;
  }
  return out + "</svg>";
}

// A bar of parts, and below it what they are.
std::string StackSvg(const PageChart& chart, int width) {
  const size_t columns =
      std::max<size_t>(1, std::min(kLegendColumns, chart.bars.size()));
  const size_t lines = (chart.bars.size() + columns - 1) / columns;
  std::string out =
      Open(chart, width,
           kStackHeight + 4 + static_cast<double>(lines) * kLegendHeight);
  double x = 0;
  for (const PageBar& bar : chart.bars) {
    const double length = width * Share(bar);
    if (length > 0) {
      absl::StrAppend(&out, Rect(x, 0, std::max(kLeastWidth, length - 1),
                                 kStackHeight, ToneClass(bar.tone)));
    }
    x += length;
  }
  const double cell = static_cast<double>(width) / static_cast<double>(columns);
  for (size_t i = 0; i < chart.bars.size(); ++i) {
    const PageBar& bar = chart.bars[i];
    const double left = cell * static_cast<double>(i % columns);
    const double top =
        kStackHeight + 7 + kLegendHeight * static_cast<double>(i / columns);
    absl::StrAppend(&out, Rect(left, top, 8, 8, ToneClass(bar.tone)),
                    Text(left + 13, top + 8, "start", "lab",
                         absl::StrCat(bar.label, " ", bar.value)));
  }
  return out + "</svg>";
}

}  // namespace

absl::string_view ToneClass(PageTone tone) {
  switch (tone) {
    case PageTone::kNeutral:
      return "t-neutral";
    case PageTone::kGood:
      return "t-good";
    case PageTone::kBad:
      return "t-bad";
    case PageTone::kMuted:
      return "t-muted";
  }
  return "t-neutral";
}

std::string ChartSvg(const PageChart& chart, int width) {
  switch (chart.kind) {
    case PageChartKind::kBars:
      return BarsSvg(chart, width, false);
    case PageChartKind::kFunnel:
      return BarsSvg(chart, width, true);
    case PageChartKind::kStack:
      return StackSvg(chart, width);
  }
  return "";
}

std::string RangeSvg(const PageCell::Range& range, double whole) {
  constexpr double kWidth = 110;
  const auto at = [&](double share) {
    return whole > 0 ? kWidth * std::min(1.0, std::max(0.0, share / whole)) : 0;
  };
  const double low = at(range.low);
  const double high = at(range.high);
  return absl::StrCat(
      "<svg class=\"range\" aria-hidden=\"true\" viewBox=\"0 0 ",
      Length(kWidth), " 12\">", Rect(0, 5.5, kWidth, 1, "track"),
      Rect(low, 4, std::max(kLeastWidth, high - low), 4, "t-muted"),
      Rect(std::max(0.0, at(range.share) - 1.5), 1, 3, 10, "t-neutral"),
      "</svg>");
}

}  // namespace lotse
