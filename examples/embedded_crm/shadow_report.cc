// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// BuildShadowReport and TextOf.
#include "examples/embedded_crm/shadow_report.h"

#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lotse/base/status_macros.h"

namespace lotse::crm {
namespace {

struct Move {
  std::string lead_id;
  std::string transition;
  std::string from;
  std::string to;
  bool observed = false;
  Duration stayed;
  std::string broken;
};

class Comparison {
 public:
  explicit Comparison(Database* db) : db_(db) {}

  absl::StatusOr<ShadowReport> Run() {
    LOTSE_RETURN_IF_ERROR(ReadMoves());
    for (size_t m = 0; m < moves_.size(); ++m) Judge(m);
    LOTSE_RETURN_IF_ERROR(ReadClocks());
    for (auto& [key, group] : groups_) {
      report_.differences.push_back(std::move(group));
    }
    return std::move(report_);
  }

 private:
  absl::Status ReadMoves() {
    return db_->Query(
        "SELECT lead_id, name, from_state, to_state, observed, stayed, note "
        "FROM history WHERE kind = 'transition' AND replaced_by IS NULL "
        "ORDER BY lead_id, id",
        {}, [&](const Row& row) {
          Move move{row.Text(0),         row.Text(1),
                    row.Text(2),         row.Text(3),
                    row.Integer(4) != 0, Duration::Micros(row.Integer(5)),
                    row.Text(6)};
          if (move.observed) known_.insert(move.to);
          moves_.push_back(std::move(move));
        });
  }

  void Judge(size_t m) {
    const Move& move = moves_[m];
    if (!move.observed) {
      if (move.from != move.to && known_.count(move.to) > 0 && !Followed(m)) {
        Add(Difference::kNeverDone, move.to, move.lead_id);
      }
      return;
    }
    ++report_.moves;
    if (move.from == move.to && WasOwnMove(m)) {
      Add(Difference::kEarlier, move.to, move.lead_id, move.stayed);
    } else if (move.from == move.to || move.broken.empty()) {
      ++report_.agreed;
    } else if (move.transition.empty()) {
      Add(Difference::kNoWay, absl::StrCat(move.from, " -> ", move.to),
          move.lead_id);
    } else {
      Add(Difference::kGuardBroken, move.broken, move.lead_id);
    }
  }

  // Whether people moved the card there, too, later.
  bool Followed(size_t m) const {
    for (size_t n = m + 1;
         n < moves_.size() && moves_[n].lead_id == moves_[m].lead_id; ++n) {
      if (moves_[n].observed && moves_[n].to == moves_[m].to) return true;
    }
    return false;
  }

  // Whether it was Lotse that brought the lead into the state it is in.
  bool WasOwnMove(size_t m) const {
    for (size_t n = m; n > 0 && moves_[n - 1].lead_id == moves_[m].lead_id;
         --n) {
      if (moves_[n - 1].from != moves_[n - 1].to) {
        return !moves_[n - 1].observed;
      }
    }
    return false;
  }

  absl::Status ReadClocks() {
    return db_->Query(
        "SELECT name, lead_id, sum(CASE to_state WHEN 'breached' THEN 1 "
        "WHEN 'breach_withdrawn' THEN -1 ELSE 0 END) AS late "
        "FROM history WHERE kind = 'clock' AND replaced_by IS NULL "
        "GROUP BY name, lead_id HAVING late > 0 ORDER BY name, lead_id",
        {}, [&](const Row& row) {
          Add(Difference::kTooLate, row.Text(0), row.Text(1));
        });
  }

  void Add(Difference kind, const std::string& what, const std::string& lead_id,
           Duration earlier = Duration()) {
    DifferenceGroup& group = groups_[{kind, what}];
    group.kind = kind;
    group.what = what;
    ++group.count;
    group.earlier = Duration::Micros(group.earlier.micros() + earlier.micros());
    if (group.examples.size() < kShadowExamples) {
      group.examples.push_back(lead_id);
    }
  }

  Database* const db_;
  std::vector<Move> moves_;
  // States that people move cards to.
  std::set<std::string> known_;
  std::map<std::pair<Difference, std::string>, DifferenceGroup> groups_;
  ShadowReport report_;
};

std::string SentenceOf(const DifferenceGroup& group) {
  switch (group.kind) {
    case Difference::kGuardBroken:
      return absl::StrCat("moved against the guard \"", group.what, "\"");
    case Difference::kNoWay:
      return absl::StrCat("moved where no way leads: ", group.what);
    case Difference::kEarlier:
      return absl::StrCat(
          "Lotse was in \"", group.what, "\" earlier, on average by ",
          Duration::Micros(group.earlier.micros() / group.count).ToString());
    case Difference::kNeverDone:
      return absl::StrCat("Lotse went to \"", group.what, "\", people did not");
    case Difference::kTooLate:
      return absl::StrCat("too late by the clock ", group.what);
  }
  return "";
}

}  // namespace

absl::StatusOr<ShadowReport> BuildShadowReport(Database* db) {
  return Comparison(db).Run();
}

std::string TextOf(const ShadowReport& report) {
  std::string text = absl::StrCat(report.moves, " cards moved, ", report.agreed,
                                  " as Lotse would have them moved\n");
  for (const DifferenceGroup& group : report.differences) {
    absl::StrAppend(&text, group.count, " x ", SentenceOf(group), " (",
                    absl::StrJoin(group.examples, ", "), ")\n");
  }
  return text;
}

}  // namespace lotse::crm
