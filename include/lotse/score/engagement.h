// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Engagement: compiled rules of what activities are worth and how it fades.
//
//   absl::StatusOr<Engagement> engagement = CompileEngagement(spec, catalog);
//   EngagementScratch scratch;                  // reused from lead to lead
//   Points now = engagement->Evaluate(view, as_of, &scratch).points;
//
// The score is defined as a fold over the activities in the order of
// (occurred_at, resets first). A host that does not want to read the log again
// keeps the fold's state and applies each new activity to it:
//
//   EngagementState state;
//   engagement->Apply(activity, "A-17", &state, &scratch);   // once each
//   Points later = engagement->Evaluate(state, as_of, &scratch).points;
//
// Both ways give the same bits. What an activity is worth is rounded once for
// each rule (none, half-life) or for each activity (all other kinds of decay);
// then integers are added and capped. An Engagement is an immutable handle,
// cheap to copy and safe to share between threads; a scratch belongs to one
// thread at a time. docs/engagement.md has the formulas.
#ifndef LOTSE_SCORE_ENGAGEMENT_H_
#define LOTSE_SCORE_ENGAGEMENT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lotse/base/field_path.h"
#include "lotse/base/fields.h"
#include "lotse/base/points.h"
#include "lotse/base/spec_issue.h"
#include "lotse/base/time.h"
#include "lotse/condition/condition_set.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/lead_view.h"
#include "lotse/score/engagement_spec.h"

namespace lotse {

struct EngagementProgram;  // src/score/engagement_program.h

// An activity that still counts under a decay that remembers each one.
struct LiveActivity {
  Instant at;
  // What it gave before fading; less than the rule's if a cap cut it.
  Points points;

  static constexpr auto Fields() {
    return FieldList(Field{1, "at", &LiveActivity::at},
                     Field{2, "points", &LiveActivity::points});
  }
};

// What a cap has counted on one civil day.
struct CappedDay {
  // Index of the cap in the rule; that of `once` is behind the last.
  int32_t cap = 0;
  Date day;
  int64_t count = 0;
  Points points;

  static constexpr auto Fields() {
    return FieldList(Field{1, "cap", &CappedDay::cap},
                     Field{2, "day", &CappedDay::day},
                     Field{3, "count", &CappedDay::count},
                     Field{4, "points", &CappedDay::points});
  }
};

// What one rule has added up.
struct EngagementTally {
  // Id of the rule.
  std::string rule;
  // None: the sum in nano-points. Half-life: the sum in nano-points as it would
  // be at the start of half-life number `period` since 1970.
  double value = 0;
  int64_t period = 0;
  // Of other kinds of decay, in the order of their times.
  std::vector<LiveActivity> live;
  std::vector<CappedDay> days;

  static constexpr auto Fields() {
    return FieldList(Field{1, "rule", &EngagementTally::rule},
                     Field{2, "value", &EngagementTally::value},
                     Field{3, "period", &EngagementTally::period},
                     Field{4, "live", &EngagementTally::live},
                     Field{5, "days", &EngagementTally::days});
  }
};

// An activity that was applied not long ago.
struct SeenActivity {
  // FingerprintOf its id, the lower half.
  int64_t id_hash = 0;
  Instant at;

  static constexpr auto Fields() {
    return FieldList(Field{1, "id_hash", &SeenActivity::id_hash},
                     Field{2, "at", &SeenActivity::at});
  }
};

// The fold so far. Belongs to the Engagement that made it; another reads it as
// far as ids of rules and kinds of decay agree.
struct EngagementState {
  // Time of the latest activity. Unset: there was none.
  Instant watermark;
  // Of rules that have counted something, in the order of the spec.
  std::vector<EngagementTally> tallies;
  // Of the lateness horizon, in the order of their times.
  std::vector<SeenActivity> seen;

  static constexpr auto Fields() {
    return FieldList(Field{1, "watermark", &EngagementState::watermark},
                     Field{2, "tallies", &EngagementState::tallies},
                     Field{3, "seen", &EngagementState::seen});
  }
};

// What became of an activity.
enum class ApplyResult : uint8_t {
  kApplied = 0,
  // Its id was applied already; the state is unchanged.
  kDuplicate = 1,
  // It is older than the latest one; the state is unchanged and must be folded
  // from the log again (Engagement::Replay).
  kNeedsReplay = 2,
};

// Part of an engagement score.
struct EngagementContribution {
  // Index for Engagement::source.
  uint32_t source = 0;
  // Never zero.
  Points points;
};

// Where an EngagementContribution comes from.
struct EngagementSource {
  enum class Kind : uint8_t { kRule, kGroupCap, kTotalCap };
  Kind kind = Kind::kRule;
  // Indices into the spec; 0 where they do not apply.
  uint32_t group = 0;
  uint32_t rule = 0;
  // "engagement.groups[0].rules[2]".
  std::string path;
};

struct EngagementScore {
  Points points;
  // After their caps, in the order of the spec.
  absl::Span<const Points> groups;
  // They add up to `points`: for each group its rules and its cap, then the cap
  // of the total. Groups and contributions stand in the scratch and are valid
  // until it is used again.
  absl::Span<const EngagementContribution> contributions;
};

// The lowest and the highest value of something in a span of time.
struct PointsRange {
  Points lowest;
  Points highest;
};

// What a rule has counted, for people: DescribeContribution and tests.
struct EngagementEvidence {
  // Activities that counted, not those beyond a cap, before the last reset or
  // that have lost all their points.
  int64_t count = 0;
  Instant first_at;
  Instant last_at;
  // What they gave before fading.
  Points unfaded;
};

// Memory of one evaluation, to be reused.
struct EngagementScratch {
  EngagementScratch();
  ~EngagementScratch();
  EngagementScratch(EngagementScratch&&) noexcept;
  EngagementScratch& operator=(EngagementScratch&&) noexcept;

  struct Rep;
  std::unique_ptr<Rep> rep;
};

class Engagement {
 public:
  // No rule: zero points.
  Engagement();

  // Folds the activities of `view` up to `as_of`, in whatever order they stand.
  EngagementScore Evaluate(const LeadView& view, Instant as_of,
                           EngagementScratch* scratch) const;

  // Reads the state at `as_of`, which must not be before its watermark: then it
  // is read at the watermark.
  EngagementScore Evaluate(const EngagementState& state, Instant as_of,
                           EngagementScratch* scratch) const;

  // Applies one activity. `id` empty: anonymous, it is never a duplicate.
  ApplyResult Apply(const ActivityView& activity, absl::string_view id,
                    EngagementState* state, EngagementScratch* scratch) const;

  // Whether a state needs a replay after an activity that was applied has been
  // edited or deleted; `activity` is what it was before. Not if no rule ever
  // counted it.
  bool CountsActivity(const ActivityView& activity,
                      EngagementScratch* scratch) const;

  // The state after the activities of `view` up to `as_of`; ids[i] is that of
  // view.activities[i] (none: all anonymous).
  EngagementState Replay(const LeadView& view,
                         absl::Span<const absl::string_view> ids, Instant as_of,
                         EngagementScratch* scratch) const;

  // What the activities of `view` gave to the rule of source `source`.
  EngagementEvidence EvidenceOf(uint32_t source, const LeadView& view,
                                Instant as_of,
                                EngagementScratch* scratch) const;

  // Bounds of the total's and of each group's points at all instants from
  // `from` to `to` if no activity follows, for who looks for the next instant
  // at which something changes. Total first, then the groups; in the scratch.
  absl::Span<const PointsRange> Between(const LeadView& view, Instant from,
                                        Instant to,
                                        EngagementScratch* scratch) const;

  const EngagementSpec& spec() const;
  const EngagementSource& source(uint32_t index) const;
  size_t sources_size() const;
  // The id of a source's rule or group; empty for the cap of the total.
  absl::string_view IdOf(uint32_t source) const;

  // The most bytes that a lead's state can take in memory, which `lotse check`
  // tells: rules with a decay other than none and half-life remember each live
  // activity, and caps make them fewer.
  size_t MaxStateBytes() const;
  // Memory that the compiled rules take besides the spec, in bytes.
  size_t MemoryUsage() const;

 private:
  friend class EngagementColumns;
  friend class EngagementTable;
  friend absl::StatusOr<Engagement> CompileEngagement(
      const EngagementSpec& spec, const FactCatalog& catalog);
  explicit Engagement(std::shared_ptr<const EngagementProgram> program);

  std::shared_ptr<const EngagementProgram> program_;
};

// Adds everything that is wrong with `spec`, at `path`: unknown kinds and
// groups, repeated ids, a half-life or cap that is not positive, conditions
// that do not fit.
void ValidateEngagement(const EngagementSpec& spec, const FactCatalog& catalog,
                        const FieldPath& path, SpecIssues* issues);

// Compiles the rules. Error: InvalidArgument with the first issue of
// ValidateEngagement, its path beginning with "engagement".
absl::StatusOr<Engagement> CompileEngagement(const EngagementSpec& spec,
                                             const FactCatalog& catalog);

// The signals that an engine publishes: engagement.points and, for each group,
// engagement.<group>.points.
std::vector<FactDefinition> EngagementSignals(const EngagementSpec& spec);

}  // namespace lotse

#endif  // LOTSE_SCORE_ENGAGEMENT_H_
