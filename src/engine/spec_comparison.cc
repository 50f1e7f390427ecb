// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// SpecComparison.
#include "lotse/engine/spec_comparison.h"

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>

#include "absl/strings/string_view.h"
#include "lotse/base/wilson_interval.h"

namespace lotse {
namespace {

constexpr int64_t kDefaultMovers = 20;
constexpr int64_t kNanoPerPoint = 1000000000;

int64_t MaxMovers(int64_t max_movers) {
  return max_movers == 0 ? kDefaultMovers : std::max<int64_t>(max_movers, 0);
}

int64_t Magnitude(const MovedLead& lead) {
  const int64_t change = (lead.after - lead.before).nano();
  return change < 0 ? -change : change;
}

// A total order of different leads, so that merging does not depend on order.
bool MovesMore(const MovedLead& a, const MovedLead& b) {
  const int64_t x = Magnitude(a), y = Magnitude(b);
  if (x != y) return x > y;
  return std::tie(a.lead_id, a.before, a.category_before, a.category_after,
                  a.outcome) < std::tie(b.lead_id, b.before, b.category_before,
                                        b.category_after, b.outcome);
}

void Insert(MovedLead lead, int64_t max_movers,
            std::vector<MovedLead>* movers) {
  const size_t limit = static_cast<size_t>(max_movers);
  if (limit == 0 ||
      (movers->size() >= limit && !MovesMore(lead, movers->back()))) {
    return;
  }
  movers->insert(
      std::upper_bound(movers->begin(), movers->end(), lead, &MovesMore),
      std::move(lead));
  if (movers->size() > limit) movers->resize(limit);
}

// The move of these categories, made if there is none.
CategoryMove& MoveOf(const std::string& before, const std::string& after,
                     std::vector<CategoryMove>* moves) {
  const auto at =
      std::lower_bound(moves->begin(), moves->end(), std::tie(before, after),
                       [](const CategoryMove& move, const auto& key) {
                         return std::tie(move.before, move.after) < key;
                       });
  if (at != moves->end() && at->before == before && at->after == after) {
    return *at;
  }
  CategoryMove move;
  move.before = before;
  move.after = after;
  return *moves->insert(at, std::move(move));
}

void AddPoints(int64_t whole, Points rest, CategoryMove* move) {
  // Both rests are below one point, or one is a change of points; rounding down
  // keeps the rest from 0 to below 1.
  const int64_t nano = move->rest_points.nano() + rest.nano();
  int64_t carry = nano / kNanoPerPoint;
  if (nano % kNanoPerPoint < 0) --carry;
  move->whole_points += whole + carry;
  move->rest_points = Points::FromNano(nano - carry * kNanoPerPoint);
}

// The place of a category in a spec; -1: not in it.
int64_t RankOf(absl::string_view category, const ScoringSpec& spec) {
  for (size_t i = 0; i < spec.categories.size(); ++i) {
    if (spec.categories[i].id == category) return static_cast<int64_t>(i);
  }
  return -1;
}

bool IsHighest(absl::string_view category, const ScoringSpec& spec) {
  return !spec.categories.empty() && spec.categories.back().id == category;
}

// Counts the leads of each category of `spec`. `side`: of a move, the category
// that it has with this spec.
std::vector<CategoryConversion> ConversionsOf(
    const std::vector<CategoryMove>& moves, const ScoringSpec& spec,
    std::string CategoryMove::*side) {
  std::vector<CategoryConversion> conversions;
  for (auto it = spec.categories.rbegin(); it != spec.categories.rend(); ++it) {
    CategoryConversion& conversion = conversions.emplace_back();
    conversion.category = it->id;
    for (const CategoryMove& move : moves) {
      if (move.*side != it->id) continue;
      conversion.leads += move.leads;
      conversion.won += move.won;
      conversion.lost += move.lost;
    }
    const int64_t known = conversion.won + conversion.lost;
    if (known > 0) {
      conversion.share =
          static_cast<double>(conversion.won) / static_cast<double>(known);
    }
    const ShareInterval interval = WilsonInterval(conversion.won, known);
    conversion.share_low = interval.low;
    conversion.share_high = interval.high;
  }
  return conversions;
}

}  // namespace

void SpecComparison::Add(const ScoreReport& before, const ScoreReport& after,
                         OutcomeKind outcome) {
  CategoryMove& move = MoveOf(before.category, after.category, &moves);
  ++move.leads;
  if (outcome == OutcomeKind::kWon) ++move.won;
  if (outcome == OutcomeKind::kLost) ++move.lost;
  AddPoints(0, after.points - before.points, &move);
  if (before.points == after.points && before.category == after.category) {
    return;
  }
  Insert({before.lead_id, before.points, after.points, before.category,
          after.category, outcome},
         MaxMovers(max_movers), &movers);
}

void SpecComparison::Merge(const SpecComparison& other) {
  for (const CategoryMove& theirs : other.moves) {
    CategoryMove& ours = MoveOf(theirs.before, theirs.after, &moves);
    ours.leads += theirs.leads;
    ours.won += theirs.won;
    ours.lost += theirs.lost;
    AddPoints(theirs.whole_points, theirs.rest_points, &ours);
  }
  if (MaxMovers(other.max_movers) < MaxMovers(max_movers)) {
    max_movers = other.max_movers;
  }
  const int64_t limit = MaxMovers(max_movers);
  if (movers.size() > static_cast<size_t>(limit)) {
    movers.resize(static_cast<size_t>(limit));
  }
  for (const MovedLead& lead : other.movers) Insert(lead, limit, &movers);
}

SpecComparisonReport SpecComparison::Report(const ScoringSpec& before,
                                            const ScoringSpec& after) const {
  SpecComparisonReport report;
  int64_t whole = 0;
  double rest = 0;
  for (const CategoryMove& move : moves) {
    report.leads += move.leads;
    whole += move.whole_points;
    rest += move.rest_points.ToDouble();
    report.won += move.won;
    report.lost += move.lost;
    if (IsHighest(move.before, before)) {
      report.won_in_highest_before += move.won;
      report.lost_in_highest_before += move.lost;
    }
    if (IsHighest(move.after, after)) {
      report.won_in_highest_after += move.won;
      report.lost_in_highest_after += move.lost;
    }
    if (move.before == move.after) continue;
    // Compared in the new spec, as far as it knows the old category.
    const int64_t from = RankOf(move.before, after);
    const int64_t to = RankOf(move.after, after);
    (from < 0 || to < 0 ? report.renamed
     : from < to        ? report.risen
                        : report.fallen) += move.leads;
  }
  if (report.leads > 0) {
    report.mean_change =
        (static_cast<double>(whole) + rest) / static_cast<double>(report.leads);
  }
  report.moves = moves;
  std::stable_sort(report.moves.begin(), report.moves.end(),
                   [&](const CategoryMove& a, const CategoryMove& b) {
                     const int64_t x = RankOf(a.before, before);
                     const int64_t y = RankOf(b.before, before);
                     if (x != y) return x > y;
                     return RankOf(a.after, after) > RankOf(b.after, after);
                   });
  report.before = ConversionsOf(moves, before, &CategoryMove::before);
  report.after = ConversionsOf(moves, after, &CategoryMove::after);
  report.movers = movers;
  return report;
}

}  // namespace lotse
