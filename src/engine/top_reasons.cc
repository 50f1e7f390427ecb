// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// TopReasons.
#include "lotse/engine/top_reasons.h"

#include <algorithm>
#include <utility>

#include "absl/numeric/int128.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "src/engine/describe_change.h"
#include "src/engine/message.h"

namespace lotse {
namespace {

int64_t Magnitude(Points points) {
  return points.nano() < 0 ? -points.nano() : points.nano();
}

// A cap stands at the group or scorecard that it limits.
bool IsCap(absl::string_view path) {
  const size_t dot = path.rfind('.');
  const absl::string_view last =
      dot == absl::string_view::npos ? path : path.substr(dot + 1);
  return absl::StartsWith(last, "groups[") || last == "scoring" ||
         last == "engagement";
}

class Collector {
 public:
  Collector(absl::string_view language, ReasonSummary* summary)
      : language_(language), summary_(summary) {}

  // Adds contributions whose points `total` stand for `of` points of their own.
  void Add(const std::vector<ReportedContribution>& contributions, Points total,
           Points of) {
    for (const ReportedContribution& c : contributions) {
      const Points share = ShareOf(c.points, total, of);
      if (share == Points()) continue;
      Points sum;
      for (const ReportedContribution& part : c.parts) sum += part.points;
      // Bounds may have turned it round; then it speaks for itself.
      if (sum != Points() && (sum < Points()) == (share < Points())) {
        Add(c.parts, share, sum);
        continue;
      }
      Reason reason{c.id, c.path, share,
                    absl::StrCat(ReasonOf(c, language_), " (",
                                 share > Points() ? "+" : "",
                                 ShortPoints(share, language_), ")")};
      std::vector<Reason>& list = IsCap(c.path)      ? summary_->limits
                                  : share > Points() ? summary_->in_favour
                                                     : summary_->against;
      list.push_back(std::move(reason));
    }
  }

 private:
  static Points ShareOf(Points points, Points total, Points of) {
    if (total == of) return points;
    constexpr int64_t kCent = 10000000;
    const absl::int128 nano =
        absl::int128(points.nano()) * total.nano() / absl::int128(of.nano());
    return Points::FromNano(static_cast<int64_t>(nano / kCent) * kCent);
  }

  absl::string_view language_;
  ReasonSummary* summary_;
};

void KeepStrongest(size_t count, std::vector<Reason>* reasons) {
  std::stable_sort(reasons->begin(), reasons->end(),
                   [](const Reason& a, const Reason& b) {
                     return Magnitude(a.points) > Magnitude(b.points);
                   });
  if (reasons->size() > count) reasons->resize(count);
}

}  // namespace

ReasonSummary TopReasons(const ScoreReport& report, size_t count,
                         absl::string_view language) {
  ReasonSummary summary;
  Collector(language, &summary)
      .Add(report.contributions, report.points, report.points);
  KeepStrongest(count, &summary.in_favour);
  KeepStrongest(count, &summary.against);
  KeepStrongest(summary.limits.size(), &summary.limits);
  return summary;
}

}  // namespace lotse
