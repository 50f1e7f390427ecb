// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ValidateEngagement, CompileEngagement and EngagementSignals.
#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "absl/numeric/int128.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"
#include "lotse/score/engagement.h"
#include "src/score/engagement_program.h"

namespace lotse {
namespace {

constexpr int64_t kNoMin = std::numeric_limits<int64_t>::min();
constexpr int64_t kNoMax = std::numeric_limits<int64_t>::max();
constexpr int64_t kDay = 86400000000;
constexpr int64_t kMaxCapDays = 3660;
constexpr int64_t kMaxStepMonths = 1200;
constexpr int64_t kDefaultHorizonDays = 30;
// Days that the caps of all rules remember of one lead.
constexpr uint32_t kMaxSlots = 1000000;

int64_t Magnitude(int64_t nano) { return nano < 0 ? -nano : nano; }

class EngagementLowering {
 public:
  EngagementLowering(const EngagementSpec& spec, const FactCatalog& catalog,
                     SpecIssues* issues)
      : spec_(spec),
        catalog_(catalog),
        issues_(issues),
        program_(std::make_shared<EngagementProgram>()),
        builder_(catalog, Reader()) {}

  void Run(const FieldPath& path) {
    size_t count = spec_.resets.size();
    for (const EngagementGroup& group : spec_.groups) {
      count += 1 + group.rules.size();
      for (const EngagementRule& rule : group.rules) count += rule.caps.size();
    }
    if (count > kMaxRules) {
      issues_->Add(
          path, absl::StrCat("has more than ", kMaxRules, " rules and caps"));
      return;
    }
    std::vector<std::vector<uint32_t>> rules_of_kind(kinds());
    for (size_t g = 0; g < spec_.groups.size(); ++g) {
      AddGroup(g, path.Child("groups", g), &rules_of_kind);
    }
    std::vector<std::vector<uint32_t>> resets_of_kind(kinds());
    for (size_t r = 0; r < spec_.resets.size(); ++r) {
      AddReset(r, path.Child("resets", r), &resets_of_kind);
    }
    program_->rules_of_kind = Flatten(rules_of_kind);
    program_->resets_of_kind = Flatten(resets_of_kind);
    FindConditions();
    CheckCaps(spec_.min, spec_.max, path, &program_->min_nano,
              &program_->max_nano);
    program_->cap_source =
        AddSource(EngagementSource::Kind::kTotalCap, 0, 0, path);
    program_->utc_offset = spec_.utc_offset.micros();
    if (Magnitude(program_->utc_offset) >= kDay) {
      issues_->Add(path.Child("utc_offset"), "must be less than a day");
    }
    const int64_t horizon = spec_.lateness_horizon.micros();
    program_->lateness_horizon =
        horizon == 0 ? kDefaultHorizonDays * kDay : horizon;
    if (horizon < 0 || horizon > kMaxDurationDays * kDay) {
      issues_->Add(
          path.Child("lateness_horizon"),
          absl::StrCat("must be from 0 to ", kMaxDurationDays, " days"));
    }
  }

  std::shared_ptr<const EngagementProgram> Finish() {
    program_->spec = spec_;
    program_->where = builder_.Build();
    return std::move(program_);
  }

 private:
  static ConditionReader Reader() {
    ConditionReader reader;
    reader.for_scoring = true;
    reader.of_activity = true;
    reader.timeless = true;
    return reader;
  }

  size_t kinds() const { return catalog_.activity_kinds().size(); }

  static KindIndex Flatten(const std::vector<std::vector<uint32_t>>& lists) {
    KindIndex index;
    index.begin.push_back(0);
    for (const std::vector<uint32_t>& list : lists) {
      index.items.insert(index.items.end(), list.begin(), list.end());
      index.begin.push_back(static_cast<uint32_t>(index.items.size()));
    }
    return index;
  }

  void FindConditions() {
    program_->kind_has_where.assign(kinds(), false);
    for (uint32_t k = 0; k < kinds(); ++k) {
      bool any = false;
      for (uint32_t r : program_->rules_of_kind.Of(k)) {
        any = any || program_->rules[r].where >= 0;
      }
      for (uint32_t r : program_->resets_of_kind.Of(k)) {
        any = any || program_->resets[r].where >= 0;
      }
      program_->kind_has_where[k] = any;
    }
  }

  uint32_t AddSource(EngagementSource::Kind kind, size_t group, size_t rule,
                     const FieldPath& path) {
    EngagementSource source;
    source.kind = kind;
    source.group = static_cast<uint32_t>(group);
    source.rule = static_cast<uint32_t>(rule);
    source.path = path.ToString();
    program_->sources.push_back(std::move(source));
    return static_cast<uint32_t>(program_->sources.size() - 1);
  }

  void CheckId(const std::string& id, const FieldPath& path) {
    if (!IsKey(id)) {
      issues_->Add(path.Child("id"),
                   "is no id: use lower case letters, digits and _, first a "
                   "letter");
    } else if (!ids_.insert(id).second) {
      issues_->Add(path.Child("id"), absl::StrCat("\"", id, "\" stands twice"));
    }
  }

  int64_t CheckPoints(Points points, const FieldPath& path) {
    if (points.nano() < -kMaxRuleNano || points.nano() > kMaxRuleNano) {
      issues_->Add(path, absl::StrCat("is beyond ", kMaxPoints, " points"));
      return 0;
    }
    return points.nano();
  }

  void CheckCaps(const std::optional<Points>& min,
                 const std::optional<Points>& max, const FieldPath& path,
                 int64_t* min_nano, int64_t* max_nano) {
    *min_nano = min.has_value() ? CheckPoints(*min, path.Child("min")) : kNoMin;
    *max_nano = max.has_value() ? CheckPoints(*max, path.Child("max")) : kNoMax;
    if (*min_nano > *max_nano) {
      issues_->Add(path.Child("max"), "is below `min`");
    }
    // Engagement as a whole is a signal that points can be made of.
    *min_nano = std::max(*min_nano, -kMaxRuleNano);
    *max_nano = std::min(*max_nano, kMaxRuleNano);
  }

  // Appends `item` to the list of each kind.
  void AddKinds(const std::vector<std::string>& names, uint32_t item,
                const FieldPath& path,
                std::vector<std::vector<uint32_t>>* lists) {
    if (names.empty()) {
      for (std::vector<uint32_t>& list : *lists) list.push_back(item);
    }
    std::set<absl::string_view> seen;
    for (size_t i = 0; i < names.size(); ++i) {
      const FieldPath here = path.Child("kinds", i);
      const absl::StatusOr<uint32_t> kind =
          catalog_.FindActivityKind(names[i], issues_->TakeHint(lists->size()));
      if (!kind.ok()) {
        issues_->Add(here, kind.status().message());
      } else if (!seen.insert(names[i]).second) {
        issues_->Add(here, "stands twice");
      } else {
        (*lists)[*kind].push_back(item);
      }
    }
  }

  int32_t AddWhere(const Condition& where, const FieldPath& path) {
    if (where.empty()) return -1;
    return static_cast<int32_t>(
        builder_.Add(where, path.Child("where"), issues_));
  }

  void AddGroup(size_t g, const FieldPath& path,
                std::vector<std::vector<uint32_t>>* rules_of_kind) {
    const EngagementGroup& group = spec_.groups[g];
    CompiledEngagementGroup compiled;
    CheckId(group.id, path);
    ValidateLabel(group.label, path.Child("label"), issues_);
    compiled.rules_begin = static_cast<uint32_t>(program_->rules.size());
    for (size_t r = 0; r < group.rules.size(); ++r) {
      const FieldPath here = path.Child("rules", r);
      const uint32_t number = static_cast<uint32_t>(program_->rules.size());
      AddRule(group.rules[r], here);
      program_->rules.back().source =
          AddSource(EngagementSource::Kind::kRule, g, r, here);
      AddKinds(group.rules[r].kinds, number, here, rules_of_kind);
    }
    compiled.rules_end = static_cast<uint32_t>(program_->rules.size());
    CheckCaps(group.min, group.max, path, &compiled.min_nano,
              &compiled.max_nano);
    compiled.cap_source =
        AddSource(EngagementSource::Kind::kGroupCap, g, 0, path);
    program_->groups.push_back(compiled);
  }

  void AddRule(const EngagementRule& rule, const FieldPath& path) {
    CompiledEngagementRule compiled;
    CheckId(rule.id, path);
    ValidateLabel(rule.label, path.Child("label"), issues_);
    compiled.nano = CheckPoints(rule.points, path.Child("points"));
    compiled.where = AddWhere(rule.where, path);
    AddDecay(rule.decay, path.Child("decay"), &compiled);
    compiled.caps_begin = static_cast<uint32_t>(program_->caps.size());
    for (size_t c = 0; c < rule.caps.size(); ++c) {
      AddCap(rule.caps[c], path.Child("caps", c));
    }
    if (rule.once) {
      CompiledCap cap;
      cap.days = CompiledCap::kForever;
      cap.max_count = 1;
      cap.max_nano = kNoMax;
      AddSlots(1, &cap);
    }
    compiled.caps_end = static_cast<uint32_t>(program_->caps.size());
    if (compiled.remembers()) compiled.max_live = MaxLive(compiled);
    program_->rules.push_back(std::move(compiled));
  }

  void AddDecay(const Decay& decay, const FieldPath& path,
                CompiledEngagementRule* rule) {
    rule->decay =
        decay.kind == DecayKind::kUnspecified ? DecayKind::kNone : decay.kind;
    rule->length = decay.length.micros();
    rule->months = decay.months;
    rule->rate = decay.rate;
    if (rule->decay > DecayKind::kStepShare) {
      issues_->Add(path.Child("kind"), "is no kind of decay");
      rule->decay = DecayKind::kNone;
      return;
    }
    const bool steps = decay.kind == DecayKind::kStepFactor ||
                       decay.kind == DecayKind::kStepShare;
    const auto unset = [&](bool is_set, const char* name) {
      if (is_set) {
        issues_->Add(path.Child(name), "must be unset for this kind of decay");
      }
    };
    if (rule->decay == DecayKind::kNone) {
      unset(rule->length != 0, "length");
    } else if (!steps || decay.months == 0) {
      if (rule->length <= 0 || rule->length > kMaxDurationDays * kDay) {
        issues_->Add(path.Child("length"),
                     absl::StrCat("must be above 0 and at most ",
                                  kMaxDurationDays, " days"));
        rule->length = kDay;
      }
    } else {
      unset(rule->length != 0, "length");
    }
    if (rule->decay == DecayKind::kHalfLife) {
      std::vector<int64_t>& lengths = program_->fade_lengths;
      const auto it = std::find(lengths.begin(), lengths.end(), rule->length);
      rule->fade = static_cast<uint32_t>(it - lengths.begin());
      if (it == lengths.end()) lengths.push_back(rule->length);
    }
    if (!steps) {
      unset(decay.months != 0, "months");
      unset(decay.rate != 0, "rate");
      return;
    }
    if (decay.months < 0 || decay.months > kMaxStepMonths) {
      issues_->Add(path.Child("months"),
                   absl::StrCat("must be from 1 to ", kMaxStepMonths));
      rule->months = 1;
    }
    if (!(decay.rate > 0 && decay.rate <= 1)) {
      issues_->Add(path.Child("rate"), "must be above 0 and at most 1");
      return;
    }
    if (decay.kind == DecayKind::kStepFactor) AddStepsLeft(path, rule);
  }

  // The shares that are left after 0, 1, ... steps, as long as they give a
  // nano-point.
  void AddStepsLeft(const FieldPath& path, CompiledEngagementRule* rule) {
    // The shares of all rules must fit memory.
    constexpr size_t kMaxSteps = 1000000;
    const double nano = static_cast<double>(Magnitude(rule->nano));
    double left = 1;
    while (left * nano >= 0.5) {
      if (steps_ == kMaxSteps) {
        issues_->Add(path.Child("rate"),
                     absl::StrCat("is so low that the points of all rules last "
                                  "for more than ",
                                  kMaxSteps, " steps"));
        return;
      }
      ++steps_;
      rule->left.push_back(left);
      left *= 1 - rule->rate;
    }
  }

  void AddCap(const FrequencyCap& cap, const FieldPath& path) {
    CompiledCap compiled;
    compiled.days = cap.days == 0 ? 1 : cap.days;
    if (cap.days < 0 || cap.days > kMaxCapDays) {
      issues_->Add(path.Child("days"),
                   absl::StrCat("must be from 1 to ", kMaxCapDays));
      compiled.days = 1;
    }
    if (cap.max_count < 0) {
      issues_->Add(path.Child("max_count"), "must not be negative");
    }
    if (cap.max_points.has_value() && *cap.max_points <= Points()) {
      issues_->Add(path.Child("max_points"), "must be above 0");
    }
    if (cap.max_count == 0 && !cap.max_points.has_value()) {
      issues_->Add(path, "needs max_count or max_points");
    }
    compiled.max_count = cap.max_count > 0 ? cap.max_count : kNoMax;
    compiled.counts_points = cap.max_points.has_value();
    compiled.max_nano =
        cap.max_points.has_value()
            ? CheckPoints(*cap.max_points, path.Child("max_points"))
            : kNoMax;
    if (program_->slots > kMaxSlots) {
      issues_->Add(path.Child("days"),
                   absl::StrCat("lets the caps of all rules look back on more "
                                "than ",
                                kMaxSlots, " days"));
      return;
    }
    AddSlots(std::min(compiled.days, compiled.max_count), &compiled);
  }

  // How many civil days can see an activity that still has points.
  static int64_t DaysAlive(const CompiledEngagementRule& rule) {
    int64_t steps = 1;
    if (rule.decay == DecayKind::kStepFactor) {
      steps = static_cast<int64_t>(rule.left.size());
    } else if (rule.decay == DecayKind::kStepShare) {
      // A rate below this takes longer than the calendar.
      steps = rule.rate > 1e-9 ? static_cast<int64_t>(1 / rule.rate) + 1
                               : int64_t{1000000000};
    }
    const absl::int128 alive =
        absl::int128(rule.months > 0 ? 31 * kDay * rule.months : rule.length) *
        steps;
    return static_cast<int64_t>(
               std::min<absl::int128>(alive / kDay, kMaxDurationDays)) +
           2;
  }

  int64_t MaxLive(const CompiledEngagementRule& rule) const {
    const int64_t days = DaysAlive(rule);
    int64_t live = static_cast<int64_t>(kMaxActivities);
    for (uint32_t c = rule.caps_begin; c < rule.caps_end; ++c) {
      const CompiledCap& cap = program_->caps[c];
      // Each activity gives its points, except one that is cut.
      const int64_t by_points =
          cap.counts_points && rule.nano != 0
              ? (cap.max_nano - 1) / Magnitude(rule.nano) + 1
              : kNoMax;
      const absl::int128 at_once =
          absl::int128(std::min(cap.max_count, by_points)) *
          ((days - 1) / cap.days + 1);
      live = static_cast<int64_t>(std::min<absl::int128>(live, at_once));
    }
    return live;
  }

  // A day has a slot only if something counted on it.
  void AddSlots(int64_t slots, CompiledCap* cap) {
    cap->slots_begin = program_->slots;
    program_->slots += static_cast<uint32_t>(slots);
    cap->slots_end = program_->slots;
    program_->caps.push_back(*cap);
  }

  void AddReset(size_t r, const FieldPath& path,
                std::vector<std::vector<uint32_t>>* resets_of_kind) {
    const EngagementReset& reset = spec_.resets[r];
    CompiledReset compiled;
    if (reset.kinds.empty()) {
      issues_->Add(path.Child("kinds"), "is missing");
    } else {
      AddKinds(reset.kinds, static_cast<uint32_t>(r), path, resets_of_kind);
    }
    compiled.where = AddWhere(reset.where, path);
    compiled.groups.assign(spec_.groups.size(), reset.groups.empty());
    std::vector<absl::string_view> names;
    for (const EngagementGroup& group : spec_.groups) names.push_back(group.id);
    for (size_t g = 0; g < reset.groups.size(); ++g) {
      const auto it = std::find(names.begin(), names.end(), reset.groups[g]);
      if (it != names.end()) {
        compiled.groups[static_cast<size_t>(it - names.begin())] = true;
        continue;
      }
      issues_->Add(path.Child("groups", g),
                   absl::StrCat("unknown group \"", reset.groups[g], "\"",
                                issues_->DidYouMean(reset.groups[g], names)));
    }
    program_->resets.push_back(std::move(compiled));
  }

  const EngagementSpec& spec_;
  const FactCatalog& catalog_;
  SpecIssues* const issues_;
  std::shared_ptr<EngagementProgram> program_;
  ConditionSetBuilder builder_;
  std::set<absl::string_view> ids_;
  size_t steps_ = 0;
};

FactDefinition PointsSignal(std::string name, absl::string_view en,
                            absl::string_view de) {
  FactDefinition signal;
  signal.name = std::move(name);
  signal.type = ValueType::kNumber;
  signal.step = SignalStep::kScore;
  signal.label = LocalText{"", std::string(en), std::string(de), {}};
  return signal;
}

}  // namespace

void ValidateEngagement(const EngagementSpec& spec, const FactCatalog& catalog,
                        const FieldPath& path, SpecIssues* issues) {
  EngagementLowering(spec, catalog, issues).Run(path);
}

absl::StatusOr<Engagement> CompileEngagement(const EngagementSpec& spec,
                                             const FactCatalog& catalog) {
  SpecIssues issues;
  EngagementLowering lowering(spec, catalog, &issues);
  lowering.Run(FieldPath("engagement"));
  if (!issues.empty()) return issues.ToStatus();
  return Engagement(lowering.Finish());
}

std::vector<FactDefinition> EngagementSignals(const EngagementSpec& spec) {
  std::vector<FactDefinition> signals = {
      PointsSignal("engagement.points", "engagement", "Engagement")};
  for (const EngagementGroup& group : spec.groups) {
    signals.push_back(PointsSignal(
        absl::StrCat("engagement.", group.id, ".points"),
        absl::StrCat("engagement: ", group.label.empty()
                                         ? absl::string_view(group.id)
                                         : group.label.In("en")),
        absl::StrCat("Engagement: ", group.label.empty()
                                         ? absl::string_view(group.id)
                                         : group.label.In("de"))));
  }
  return signals;
}

}  // namespace lotse
