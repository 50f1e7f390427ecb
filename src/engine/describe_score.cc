// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DescribeContribution and the texts it is made of.
#include "lotse/engine/describe_score.h"

#include <charconv>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/substitute.h"
#include "lotse/base/decimal.h"
#include "lotse/condition/condition_text.h"
#include "src/engine/describe_operand.h"
#include "src/engine/message.h"

namespace lotse {
namespace {

constexpr Message kStart = {"Every lead starts with this",
                            "Damit beginnt jeder Lead"};
constexpr Message kStartName = {"starting points", "Startpunkte"};
constexpr Message kUnknown = {"$0 is unknown", "$0 ist unbekannt"};
constexpr Message kOther = {"$0 is none of the listed ones",
                            "$0 ist nicht in der Liste"};
constexpr Message kWeighedBy = {"$0: $1, times $2", "$0: $1, mal $2"};
constexpr Message kFromBelow = {"from $0 to below $1", "von $0 bis unter $1"};
constexpr Message kFrom = {"from $0", "ab $0"};
constexpr Message kBelow = {"below $0", "unter $0"};

struct ValuePrinter {
  const FactDefinition* fact;
  absl::string_view language;

  std::string operator()(std::monostate) const {
    return IsGerman(language) ? "unbekannt" : "unknown";
  }
  std::string operator()(bool v) const {
    return IsGerman(language) ? (v ? "ja" : "nein") : (v ? "yes" : "no");
  }
  std::string operator()(int64_t v) const { return absl::StrCat(v); }
  std::string operator()(double v) const {
    char buffer[32];  // Six digits are enough for people.
    const std::to_chars_result end = std::to_chars(
        buffer, buffer + sizeof(buffer), v, std::chars_format::general, 6);
    return Decimal(std::string(buffer, end.ptr), language);
  }
  std::string operator()(const std::string& v) const {
    if (fact != nullptr) {
      for (const Option& option : fact->options) {
        if (option.key == v && !option.label.empty()) {
          return std::string(option.label.In(language));
        }
      }
    }
    return v;
  }
  std::string operator()(Instant v) const {
    return absl::StrCat(DescribeDate(v.date(), language), " ",
                        v.ToString().substr(11, 5), " UTC");
  }
  std::string operator()(Date v) const { return DescribeDate(v, language); }
  std::string operator()(const TextList& v) const {
    std::string out;
    for (const std::string& text : v.values) {
      absl::StrAppend(&out, out.empty() ? "" : ", ", (*this)(text));
    }
    return out;
  }
  std::string operator()(const Money& v) const {
    return absl::StrCat(Decimal(PrintDecimal(v.micros, 6), language), " ",
                        v.currency);
  }
};

class Description {
 public:
  Description(const Scorer& scorer, const FactCatalog& catalog,
              const Contribution& contribution, const LeadView& view,
              Instant as_of, const ScoreScratch& scratch,
              absl::string_view language, Audience audience)
      : scorer_(scorer),
        catalog_(catalog),
        contribution_(contribution),
        view_(view),
        as_of_(as_of),
        scratch_(scratch),
        language_(language),
        audience_(audience) {}

  // Whether the reason begins with a condition as it is written, for want of a
  // label.
  bool QuotesCondition() const {
    const ScoreSource& source = scorer_.source(contribution_.source);
    return source.kind == SourceKind::kRule &&
           scorer_.spec()
               .groups[source.group]
               .rules[source.item]
               .label.empty() &&
           NamesOfHidden(ReadingsOfRule(source)).empty();
  }

  std::string Name() const {
    const ScoreSource& source = scorer_.source(contribution_.source);
    const ScoringSpec& spec = scorer_.spec();
    switch (source.kind) {
      case SourceKind::kBase:
        return kStartName.In(language_);
      case SourceKind::kRule: {
        const std::string hidden = NamesOfHidden(ReadingsOfRule(source));
        return hidden.empty() ? NameOfRule(source) : hidden;
      }
      case SourceKind::kBand:
      case SourceKind::kBandMissing:
        return NameOfTable(spec.groups[source.group].bands[source.item].label,
                           source);
      case SourceKind::kOption:
      case SourceKind::kOptionOtherwise:
      case SourceKind::kOptionMissing:
        return NameOfTable(spec.groups[source.group].options[source.item].label,
                           source);
      case SourceKind::kWeight:
      case SourceKind::kWeightMissing:
        return NameOfWeight(source);
      case SourceKind::kGroupCap: {
        const Group& group = spec.groups[source.group];
        return absl::Substitute(kLimitOfGroup.In(language_),
                                group.label.empty()
                                    ? absl::string_view(group.id)
                                    : group.label.In(language_));
      }
      case SourceKind::kTotalCap:
        return kLimitOfTotal.In(language_);
    }
    return "";
  }

  std::string Reason() const {
    const ScoreSource& source = scorer_.source(contribution_.source);
    const ScoringSpec& spec = scorer_.spec();
    switch (source.kind) {
      case SourceKind::kBase:
        return kStart.In(language_);
      case SourceKind::kRule: {
        const std::vector<Reading> readings = ReadingsOfRule(source);
        const std::string hidden = NamesOfHidden(readings);
        if (!hidden.empty()) return NotShown(hidden);
        return absl::StrCat(NameOfRule(source), Facts(readings));
      }
      case SourceKind::kBand:
        return DescribeBand(source);
      case SourceKind::kBandMissing: {
        const BandTable& table = spec.groups[source.group].bands[source.item];
        if (HidesTable(source)) {
          return NotShown(NameOfTable(table.label, source));
        }
        return absl::Substitute(kUnknown.In(language_),
                                NameOfTable(table.label, source));
      }
      case SourceKind::kOption: {
        const OptionTable& table =
            spec.groups[source.group].options[source.item];
        if (HidesTable(source)) {
          return NotShown(NameOfTable(table.label, source));
        }
        const LocalText& label = table.options[source.entry].label;
        return absl::StrCat(NameOfTable(table.label, source), ": ",
                            label.empty() ? Describe(ReadingOfTable(source))
                                          : std::string(label.In(language_)));
      }
      case SourceKind::kOptionOtherwise:
      case SourceKind::kOptionMissing: {
        const OptionTable& table =
            spec.groups[source.group].options[source.item];
        if (HidesTable(source)) {
          return NotShown(NameOfTable(table.label, source));
        }
        const Message& message =
            source.kind == SourceKind::kOptionMissing ? kUnknown : kOther;
        return absl::Substitute(message.In(language_),
                                NameOfTable(table.label, source));
      }
      case SourceKind::kWeight:
      case SourceKind::kWeightMissing:
        return DescribeWeight(source);
      case SourceKind::kGroupCap: {
        const Group& group = spec.groups[source.group];
        const bool lowered = contribution_.points < Points();
        return absl::Substitute(
            (lowered ? kGroupMax : kGroupMin).In(language_),
            group.label.empty() ? absl::string_view(group.id)
                                : group.label.In(language_),
            Decimal((lowered ? *group.max : *group.min).ToString(), language_));
      }
      case SourceKind::kTotalCap: {
        const bool lowered = contribution_.points < Points();
        return absl::Substitute(
            (lowered ? kTotalMax : kTotalMin).In(language_),
            Decimal((lowered ? *spec.max : *spec.min).ToString(), language_));
      }
    }
    return "";
  }

 private:
  using Reading = ConditionSet::Reading;

  bool HidesReading(const Reading& reading) const {
    if (reading.slot != Reading::kNoSlot) {
      return Hides(audience_, catalog_.fact(reading.slot));
    }
    const absl::StatusOr<Operand> operand = ParseOperand(reading.operand);
    return operand.ok() && HidesOperand(audience_, *operand, catalog_);
  }

  std::string NotShown(absl::string_view name) const {
    return absl::Substitute(kNotShown.In(language_), name);
  }

  // The names of all that a rule read if the audience must not see one of
  // them; empty if it may see all.
  std::string NamesOfHidden(const std::vector<Reading>& readings) const {
    std::string names;
    bool hidden = false;
    for (const Reading& reading : readings) {
      hidden = hidden || HidesReading(reading);
      absl::StrAppend(&names, names.empty() ? "" : ", ",
                      DescribeOperand(reading, catalog_, language_));
    }
    return hidden ? names : "";
  }

  std::vector<Reading> ReadingsOfRule(const ScoreSource& source) const {
    return scorer_.conditions().ReadingsOf(source.condition, view_, as_of_,
                                           scratch_.conditions);
  }

  bool HidesTable(const ScoreSource& source) const {
    return HidesReading(ReadingOfTable(source));
  }

  std::string NameOfRule(const ScoreSource& source) const {
    const Rule& rule = scorer_.spec().groups[source.group].rules[source.item];
    return rule.label.empty() ? PrintCondition(rule.when)
                              : std::string(rule.label.In(language_));
  }

  // The value a table read, as people read it.
  std::string Describe(const Reading& reading) const {
    return DescribeValue(reading.value,
                         reading.slot == Reading::kNoSlot
                             ? nullptr
                             : &catalog_.fact(reading.slot),
                         language_);
  }

  // " (employees: 120, industry: software)".
  std::string Facts(const std::vector<Reading>& readings) const {
    std::string out;
    for (const Reading& reading : readings) {
      absl::StrAppend(&out, out.empty() ? " (" : ", ",
                      DescribeReading(reading, catalog_, language_));
    }
    return out.empty() ? out : out + ")";
  }

  Reading ReadingOfTable(const ScoreSource& source) const {
    return scorer_.conditions()
        .ReadingsOfClasses(source.condition, view_, as_of_, scratch_.conditions)
        .front();
  }

  std::string NameOfTable(const LocalText& label,
                          const ScoreSource& source) const {
    return label.empty()
               ? DescribeOperand(ReadingOfTable(source), catalog_, language_)
               : std::string(label.In(language_));
  }

  std::string NameOfWeight(const ScoreSource& source) const {
    const Weight& weight =
        scorer_.spec().groups[source.group].weights[source.item];
    if (!weight.label.empty()) return std::string(weight.label.In(language_));
    const FactDefinition& fact =
        catalog_.fact(scorer_.WeighedBy(contribution_.source));
    return std::string(fact.label.empty() ? absl::string_view(fact.name)
                                          : fact.label.In(language_));
  }

  std::string DescribeWeight(const ScoreSource& source) const {
    const Weight& weight =
        scorer_.spec().groups[source.group].weights[source.item];
    const FactSlot slot = scorer_.WeighedBy(contribution_.source);
    const FactDefinition& fact = catalog_.fact(slot);
    const std::string name = NameOfWeight(source);
    if (Hides(audience_, fact)) return NotShown(name);
    if (source.kind == SourceKind::kWeightMissing) {
      return absl::Substitute(kUnknown.In(language_), name);
    }
    const ValueView value = view_.values[slot];
    std::string text;
    if (fact.type == ValueType::kInteger) {
      text = DescribeValue(Value{value.integer()}, &fact, language_);
    } else {
      // Scores are what is mostly weighed.
      text = ShortPoints(Points::FromDouble(value.number()), language_);
    }
    const double factor = weight.factor.value_or(1);
    if (factor == 1) {
      return absl::StrCat(name, ": ", text);
    }
    return absl::Substitute(kWeighedBy.In(language_), name, text,
                            DescribeValue(Value{factor}, nullptr, language_));
  }

  std::string DescribeBand(const ScoreSource& source) const {
    const BandTable& table =
        scorer_.spec().groups[source.group].bands[source.item];
    if (HidesTable(source)) return NotShown(NameOfTable(table.label, source));
    const Band& band = table.bands[source.entry];
    const Reading reading = ReadingOfTable(source);
    const std::string from = DescribeValue(band.from, nullptr, language_);
    const std::string below = DescribeValue(band.below, nullptr, language_);
    std::string interval;
    if (!band.label.empty()) {
      interval = std::string(band.label.In(language_));
    } else if (band.from.missing()) {
      interval = absl::Substitute(kBelow.In(language_), below);
    } else if (band.below.missing()) {
      interval = absl::Substitute(kFrom.In(language_), from);
    } else {
      interval = absl::Substitute(kFromBelow.In(language_), from, below);
    }
    return absl::StrCat(NameOfTable(table.label, source), ": ",
                        Describe(reading), " (", interval, ")");
  }

  const Scorer& scorer_;
  const FactCatalog& catalog_;
  const Contribution& contribution_;
  const LeadView& view_;
  const Instant as_of_;
  const ScoreScratch& scratch_;
  const absl::string_view language_;
  const Audience audience_;
};

}  // namespace

std::string DescribeContribution(const Scorer& scorer,
                                 const FactCatalog& catalog,
                                 const Contribution& contribution,
                                 const LeadView& view, Instant as_of,
                                 const ScoreScratch& scratch,
                                 absl::string_view language,
                                 Audience audience) {
  const Description description(scorer, catalog, contribution, view, as_of,
                                scratch, language, audience);
  std::string reason = description.Reason();
  if (!description.QuotesCondition()) reason = Capitalised(std::move(reason));
  return absl::StrCat(reason, ": ",
                      DescribePoints(contribution.points, language));
}

std::string NameContribution(const Scorer& scorer, const FactCatalog& catalog,
                             const Contribution& contribution,
                             const LeadView& view, Instant as_of,
                             const ScoreScratch& scratch,
                             absl::string_view language, Audience audience) {
  const Description description(scorer, catalog, contribution, view, as_of,
                                scratch, language, audience);
  return description.QuotesCondition() ? description.Name()
                                       : Capitalised(description.Name());
}

std::string DescribeDate(Date date, absl::string_view language) {
  const std::string iso = date.ToString();
  if (!IsGerman(language)) return iso;
  return absl::StrCat(iso.substr(8, 2), ".", iso.substr(5, 2), ".",
                      iso.substr(0, 4));
}

std::string DescribePoints(Points points, absl::string_view language) {
  const bool one = points == Points::FromNano(1000000000) ||
                   points == Points::FromNano(-1000000000);
  return absl::StrCat(points > Points() ? "+" : "",
                      ShortPoints(points, language), " ",
                      IsGerman(language) ? (one ? "Punkt" : "Punkte")
                                         : (one ? "point" : "points"));
}

std::string DescribeValue(const Value& value, const FactDefinition* fact,
                          absl::string_view language) {
  return std::visit(ValuePrinter{fact, language}, value.kind);
}

}  // namespace lotse
