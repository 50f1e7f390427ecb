// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LowerQuestionnaire. Each question becomes a group, whose segment is the
// question's condition and whose caps are the question's; its entries become a
// table, or rules where several may hold at once.
#include "src/score/lower_questionnaire.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "src/score/weighted_points.h"

namespace lotse {
namespace {

Condition Test(const Operand& operand, PredicateOp op, const Value& value) {
  Predicate predicate;
  predicate.operand = operand;
  predicate.op = op;
  if (!value.missing()) predicate.values = {value};
  Condition condition;
  condition.kind = std::move(predicate);
  return condition;
}

Operand Fact(const std::string& name) { return Operand{FactOperand{name}}; }

Value Text(const std::string& text) {
  Value value;
  value.kind = text;
  return value;
}

Value Boolean(bool b) {
  Value value;
  value.kind = b;
  return value;
}

// Both texts in each language that either has.
LocalText Joined(const LocalText& a, const LocalText& b) {
  const auto join = [&](absl::string_view language) {
    return absl::StrCat(a.In(language), ": ", b.In(language));
  };
  if (a.empty() || b.empty()) return a.empty() ? b : a;
  LocalText text;
  text.en = join("en");
  text.de = join("de");
  for (const LocalText* part : {&a, &b}) {
    for (const Translation& other : part->other) {
      bool there = false;
      for (const Translation& translation : text.other) {
        there = there || translation.language == other.language;
      }
      if (!there) {
        text.other.push_back({other.language, join(other.language)});
      }
    }
  }
  return text;
}

// One lowering.
class Lowering {
 public:
  explicit Lowering(const FactCatalog& catalog) : catalog_(catalog) {}

  void AddQuestion(const QuestionSpec& question) {
    index_ = static_cast<uint32_t>(out_.scoring.groups.size());
    question_ = &question;
    name_ = AnswerName(question);
    const auto slot = catalog_.Find(name_, /*hint=*/false);
    fact_ = slot.ok() ? &catalog_.fact(*slot) : nullptr;
    Group group;
    group.id = absl::StrCat("q", index_);
    group.label = question.text;
    group.when = question.when;
    group.min = question.min;
    group.max = question.max;
    const Points missing = question.retired
                               ? Points()
                               : WeightedPointsOf(question, question.missing);
    bool missing_given = missing == Points();
    const ValueType type =
        fact_ == nullptr ? ValueType::kUnspecified : fact_->type;
    if (type == ValueType::kText && !question.options.empty()) {
      group.options.push_back(Options(missing));
      missing_given = true;
    } else if (type == ValueType::kList) {
      for (const QuestionOption& option : question.options) {
        AddRule(Chosen(option), option.points, option.label, &group);
      }
    } else if (type == ValueType::kBoolean) {
      AddRule(Test(Fact(name_), PredicateOp::kEqual, Boolean(true)),
              question.yes.points, YesNoLabel(question.yes, true), &group);
      AddRule(Test(Fact(name_), PredicateOp::kEqual, Boolean(false)),
              question.no.points, YesNoLabel(question.no, false), &group);
    } else if (!question.bands.empty()) {
      group.bands.push_back(Bands(missing));
      missing_given = true;
    }
    if (!missing_given) {
      Rule rule;
      rule.id = absl::StrCat("q", index_, "_missing");
      rule.when = Test(Fact(name_), PredicateOp::kIsMissing, Value());
      rule.points = missing;
      group.rules.push_back(std::move(rule));
    }
    out_.scoring.groups.push_back(std::move(group));
    AddVetoes();
  }

  LoweredQuestionnaire Finish(const QuestionnaireSpec& spec) {
    out_.scoring.min = spec.min;
    out_.scoring.max = spec.max;
    return std::move(out_);
  }

 private:
  OptionTable Options(Points missing) const {
    OptionTable table;
    table.id = absl::StrCat("q", index_, "_table");
    table.of = name_;
    table.label = question_->text;
    table.missing = missing;
    for (const QuestionOption& option : question_->options) {
      table.options.push_back({option.option,
                               WeightedPointsOf(*question_, option.points),
                               option.label});
    }
    return table;
  }

  BandTable Bands(Points missing) const {
    BandTable table;
    table.id = absl::StrCat("q", index_, "_table");
    table.of = name_;
    table.label = question_->text;
    table.missing = missing;
    for (const QuestionBand& band : question_->bands) {
      table.bands.push_back({band.from, band.below,
                             WeightedPointsOf(*question_, band.points),
                             band.label});
    }
    return table;
  }

  void AddRule(Condition when, Points points, const LocalText& label,
               Group* group) const {
    Rule rule;
    rule.id = absl::StrCat("q", index_, "_", group->rules.size());
    rule.when = std::move(when);
    rule.points = WeightedPointsOf(*question_, points);
    rule.label = label;
    group->rules.push_back(std::move(rule));
  }

  Condition Chosen(const QuestionOption& option) const {
    return Test(Operand{ListOperand{Quantifier::kAny, name_}},
                PredicateOp::kEqual, Text(option.option));
  }

  LocalText YesNoLabel(const YesNoPoints& entry, bool yes) const {
    if (!entry.label.empty()) return entry.label;
    return yes ? LocalText{"", "yes", "ja", {}}
               : LocalText{"", "no", "nein", {}};
  }

  // What people call an option that the spec does not label.
  LocalText OptionLabel(const QuestionOption& option) const {
    if (!option.label.empty()) return option.label;
    if (fact_ != nullptr) {
      for (const Option& declared : fact_->options) {
        if (declared.key == option.option && !declared.label.empty()) {
          return declared.label;
        }
      }
    }
    return LocalText{"", option.option, option.option, {}};
  }

  static LocalText BandLabel(const QuestionBand& band) {
    if (!band.label.empty()) return band.label;
    const std::string from = band.from.ToString();
    const std::string below = band.below.ToString();
    if (band.from.missing()) {
      return LocalText{
          "", absl::StrCat("below ", below), absl::StrCat("unter ", below), {}};
    }
    if (band.below.missing()) {
      return LocalText{
          "", absl::StrCat("from ", from), absl::StrCat("ab ", from), {}};
    }
    return LocalText{"",
                     absl::StrCat("from ", from, " to below ", below),
                     absl::StrCat("ab ", from, " bis unter ", below),
                     {}};
  }

  void AddVeto(Condition when, const LocalText& answer) {
    Veto veto;
    veto.id = absl::StrCat("v", out_.vetoes.size());
    veto.when = Both(question_->when, std::move(when));
    veto.reason = Joined(question_->text, answer);
    out_.vetoes.push_back({index_, veto.reason});
    out_.scoring.vetoes.push_back(std::move(veto));
  }

  void AddVetoes() {
    const bool list = fact_ != nullptr && fact_->type == ValueType::kList;
    for (const QuestionOption& option : question_->options) {
      if (!option.veto) continue;
      AddVeto(list
                  ? Chosen(option)
                  : Test(Fact(name_), PredicateOp::kEqual, Text(option.option)),
              OptionLabel(option));
    }
    for (const QuestionBand& band : question_->bands) {
      if (!band.veto) continue;
      AllOf inside;
      inside.conditions.push_back(IsAnswered(*question_));
      if (!band.from.missing()) {
        inside.conditions.push_back(
            Test(Fact(name_), PredicateOp::kGreaterEqual, band.from));
      }
      if (!band.below.missing()) {
        inside.conditions.push_back(
            Test(Fact(name_), PredicateOp::kLess, band.below));
      }
      Condition when;
      when.kind = std::move(inside);
      AddVeto(std::move(when), BandLabel(band));
    }
    for (const bool yes : {true, false}) {
      const YesNoPoints& entry = yes ? question_->yes : question_->no;
      if (!entry.veto) continue;
      AddVeto(Test(Fact(name_), PredicateOp::kEqual, Boolean(yes)),
              YesNoLabel(entry, yes));
    }
  }

  const FactCatalog& catalog_;
  LoweredQuestionnaire out_;
  // The question that is being added.
  uint32_t index_ = 0;
  const QuestionSpec* question_ = nullptr;
  std::string name_;
  const FactDefinition* fact_ = nullptr;
};

}  // namespace

LoweredQuestionnaire LowerQuestionnaire(const QuestionnaireSpec& spec,
                                        const FactCatalog& catalog) {
  Lowering lowering(catalog);
  for (const QuestionSpec& question : spec.questions) {
    lowering.AddQuestion(question);
  }
  return lowering.Finish(spec);
}

std::string AnswerName(const QuestionSpec& question) {
  return absl::StrCat("answer.", question.key);
}

Points WeightedPointsOf(const QuestionSpec& question, Points points) {
  return question.weight.has_value() ? WeightedPoints(points, *question.weight)
                                     : points;
}

Condition Both(const Condition& a, Condition b) {
  if (a.empty()) return b;
  AllOf all;
  all.conditions.push_back(a);
  all.conditions.push_back(std::move(b));
  Condition both;
  both.kind = std::move(all);
  return both;
}

Condition IsAnswered(const QuestionSpec& question) {
  return Test(Fact(AnswerName(question)), PredicateOp::kIsNotMissing, Value());
}

}  // namespace lotse
