// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ParseCondition and ParseOperand: recursive descent over ConditionLexer.
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"
#include "lotse/base/status_macros.h"
#include "lotse/condition/condition_text.h"
#include "src/condition/condition_lexer.h"

namespace lotse {
namespace {

using Kind = ConditionToken::Kind;

class Parser {
 public:
  explicit Parser(absl::string_view text) : lexer_(text) {}

  absl::StatusOr<Condition> ParseWholeCondition() {
    LOTSE_RETURN_IF_ERROR(Advance());
    LOTSE_ASSIGN_OR_RETURN(Condition condition, ParseOr());
    LOTSE_RETURN_IF_ERROR(ExpectEnd());
    return condition;
  }

  absl::StatusOr<Operand> ParseWholeOperand() {
    LOTSE_RETURN_IF_ERROR(Advance());
    LOTSE_ASSIGN_OR_RETURN(Operand operand, ParseOperandHere());
    LOTSE_RETURN_IF_ERROR(ExpectEnd());
    return operand;
  }

 private:
  absl::Status Advance() {
    previous_ = std::string(token_.text);
    return lexer_.Next(&token_);
  }

  absl::Status Error(absl::string_view message) const {
    return lexer_.ErrorAt(token_.offset, message);
  }

  // "expected X", and after what.
  absl::Status Expected(absl::string_view what) const {
    return Error(absl::StrCat(
        "expected ", what,
        previous_.empty() ? "" : absl::StrCat(" after ", previous_)));
  }

  bool IsWord(absl::string_view word) const {
    return token_.kind == Kind::kName &&
           absl::EqualsIgnoreCase(token_.text, word);
  }
  bool IsSymbol(absl::string_view symbol) const {
    return token_.kind == Kind::kSymbol && token_.text == symbol;
  }

  absl::Status TakeWord(absl::string_view word) {
    if (!IsWord(word)) return Expected(absl::StrCat("\"", word, "\""));
    return Advance();
  }
  absl::Status TakeSymbol(absl::string_view symbol) {
    if (!IsSymbol(symbol)) return Expected(absl::StrCat("\"", symbol, "\""));
    return Advance();
  }

  absl::Status ExpectEnd() const {
    if (token_.kind == Kind::kEnd) return absl::OkStatus();
    return Expected("\"and\", \"or\" or the end");
  }

  // Guards recursion: every nested call holds one.
  class Nesting {
   public:
    explicit Nesting(size_t* depth) : depth_(depth) { ++*depth_; }
    ~Nesting() { --*depth_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

   private:
    size_t* depth_;
  };

  absl::StatusOr<Condition> ParseOr() {
    const Nesting nesting(&depth_);
    if (depth_ > kMaxDepth) {
      return Error(absl::StrCat("is nested more than ", kMaxDepth, " deep"));
    }
    return ParseList<AnyOf>("or", [this] { return ParseAnd(); });
  }

  absl::StatusOr<Condition> ParseAnd() {
    return ParseList<AllOf>("and", [this] { return ParseNot(); });
  }

  // One part, or several joined by `word` as a List.
  template <typename List, typename ParsePart>
  absl::StatusOr<Condition> ParseList(absl::string_view word,
                                      ParsePart parse_part) {
    LOTSE_ASSIGN_OR_RETURN(Condition first, parse_part());
    if (!IsWord(word)) return first;
    List list;
    list.conditions.push_back(std::move(first));
    while (IsWord(word)) {
      LOTSE_RETURN_IF_ERROR(Advance());
      LOTSE_ASSIGN_OR_RETURN(Condition next, parse_part());
      list.conditions.push_back(std::move(next));
    }
    Condition condition;
    condition.kind = std::move(list);
    return condition;
  }

  absl::StatusOr<Condition> ParseNot() {
    if (!IsWord("not")) return ParsePrimary();
    const Nesting nesting(&depth_);
    if (depth_ > kMaxDepth) {
      return Error(absl::StrCat("is nested more than ", kMaxDepth, " deep"));
    }
    LOTSE_RETURN_IF_ERROR(Advance());
    const bool parentheses = IsSymbol("(");
    LOTSE_ASSIGN_OR_RETURN(Condition inner, ParseNot());
    NoneOf none;
    AnyOf* any = std::get_if<AnyOf>(&inner.kind);
    if (parentheses && any != nullptr) {
      none.conditions = std::move(any->conditions);
    } else {
      none.conditions.push_back(std::move(inner));
    }
    Condition condition;
    condition.kind = std::move(none);
    return condition;
  }

  absl::StatusOr<Condition> ParsePrimary() {
    Condition condition;
    if (IsSymbol("(")) {
      LOTSE_RETURN_IF_ERROR(Advance());
      LOTSE_ASSIGN_OR_RETURN(condition, ParseOr());
      LOTSE_RETURN_IF_ERROR(TakeSymbol(")"));
      return condition;
    }
    if (IsWord("true")) {
      condition.kind = AllOf();
      LOTSE_RETURN_IF_ERROR(Advance());
      return condition;
    }
    if (IsWord("false")) {
      condition.kind = AnyOf();
      LOTSE_RETURN_IF_ERROR(Advance());
      return condition;
    }
    if (IsWord("is_missing")) {
      LOTSE_RETURN_IF_ERROR(Advance());
      LOTSE_RETURN_IF_ERROR(TakeSymbol("("));
      Predicate predicate;
      LOTSE_ASSIGN_OR_RETURN(predicate.operand, ParseOperandHere());
      LOTSE_RETURN_IF_ERROR(TakeSymbol(")"));
      predicate.op = PredicateOp::kIsMissing;
      condition.kind = std::move(predicate);
      return condition;
    }
    LOTSE_ASSIGN_OR_RETURN(Predicate predicate, ParsePredicate());
    condition.kind = std::move(predicate);
    return condition;
  }

  absl::StatusOr<Predicate> ParsePredicate() {
    Predicate predicate;
    LOTSE_ASSIGN_OR_RETURN(predicate.operand, ParseOperandHere());
    if (token_.kind == Kind::kSymbol) {
      struct Comparison {
        const char* symbol;
        PredicateOp op;
      };
      static constexpr Comparison kComparisons[] = {
          {"=", PredicateOp::kEqual},        {"!=", PredicateOp::kNotEqual},
          {"<>", PredicateOp::kNotEqual},    {"<", PredicateOp::kLess},
          {"<=", PredicateOp::kLessEqual},   {">", PredicateOp::kGreater},
          {">=", PredicateOp::kGreaterEqual}};
      for (const Comparison& comparison : kComparisons) {
        if (!IsSymbol(comparison.symbol)) continue;
        predicate.op = comparison.op;
        LOTSE_RETURN_IF_ERROR(TakeOperatorAndValue(&predicate));
        return WithCase(std::move(predicate));
      }
    }
    if (IsWord("between")) {
      predicate.op = PredicateOp::kBetween;
      LOTSE_RETURN_IF_ERROR(TakeOperatorAndValue(&predicate));
      LOTSE_RETURN_IF_ERROR(TakeWord("and"));
      LOTSE_RETURN_IF_ERROR(TakeValue(&predicate));
      return predicate;
    }
    if (IsWord("in")) {
      LOTSE_RETURN_IF_ERROR(Advance());
      return ParseSet(PredicateOp::kIn, std::move(predicate));
    }
    if (IsWord("not")) {
      LOTSE_RETURN_IF_ERROR(Advance());
      LOTSE_RETURN_IF_ERROR(TakeWord("in"));
      return ParseSet(PredicateOp::kNotIn, std::move(predicate));
    }
    if (IsWord("starts") || IsWord("ends")) {
      predicate.op =
          IsWord("starts") ? PredicateOp::kStartsWith : PredicateOp::kEndsWith;
      LOTSE_RETURN_IF_ERROR(Advance());
      if (!IsWord("with")) return Expected("\"with\"");
      LOTSE_RETURN_IF_ERROR(TakeOperatorAndValue(&predicate));
      return WithCase(std::move(predicate));
    }
    if (IsWord("contains")) {
      predicate.op = PredicateOp::kContains;
      LOTSE_RETURN_IF_ERROR(TakeOperatorAndValue(&predicate));
      return WithCase(std::move(predicate));
    }
    if (IsWord("is")) {
      LOTSE_RETURN_IF_ERROR(Advance());
      predicate.op = PredicateOp::kIsMissing;
      if (IsWord("not")) {
        predicate.op = PredicateOp::kIsNotMissing;
        LOTSE_RETURN_IF_ERROR(Advance());
      }
      LOTSE_RETURN_IF_ERROR(TakeWord("missing"));
      return predicate;
    }
    if (IsWord("within")) {
      predicate.op = PredicateOp::kWithinLast;
      LOTSE_ASSIGN_OR_RETURN(predicate.within, ParseWithin());
      return predicate;
    }
    // A boolean by its bare name.
    if (std::holds_alternative<FactOperand>(predicate.operand.kind) &&
        (token_.kind == Kind::kEnd || IsSymbol(")") || IsWord("and") ||
         IsWord("or"))) {
      predicate.op = PredicateOp::kEqual;
      predicate.values.emplace_back();
      predicate.values.back().kind = true;
      return predicate;
    }
    return Expected(
        "a comparison such as =, >=, between, in, starts with, contains, is "
        "missing or within last 30 days");
  }

  // Takes the operator's last word and the value after it.
  absl::Status TakeOperatorAndValue(Predicate* predicate) {
    LOTSE_RETURN_IF_ERROR(Advance());
    return TakeValue(predicate);
  }

  absl::Status TakeValue(Predicate* predicate) {
    Value value;
    if (IsWord("true") || IsWord("false")) {
      value.kind = IsWord("true");
    } else if (token_.kind == Kind::kValue) {
      value = std::move(token_.value);
    } else if (token_.kind == Kind::kName) {
      return Expected("a value (put texts in quotes)");
    } else {
      return Expected("a value");
    }
    predicate->values.push_back(std::move(value));
    return Advance();
  }

  absl::StatusOr<Predicate> ParseSet(PredicateOp op, Predicate predicate) {
    predicate.op = op;
    LOTSE_RETURN_IF_ERROR(TakeSymbol("("));
    LOTSE_RETURN_IF_ERROR(TakeValue(&predicate));
    while (IsSymbol(",")) {
      LOTSE_RETURN_IF_ERROR(Advance());
      LOTSE_RETURN_IF_ERROR(TakeValue(&predicate));
    }
    LOTSE_RETURN_IF_ERROR(TakeSymbol(")"));
    return WithCase(std::move(predicate));
  }

  absl::StatusOr<Predicate> WithCase(Predicate predicate) {
    if (IsWord("ignoring")) {
      LOTSE_RETURN_IF_ERROR(Advance());
      LOTSE_RETURN_IF_ERROR(TakeWord("case"));
      predicate.ignore_case = true;
    }
    return predicate;
  }

  // "within [[the] last] 30 days".
  absl::StatusOr<Duration> ParseWithin() {
    LOTSE_RETURN_IF_ERROR(TakeWord("within"));
    if (IsWord("the")) {
      LOTSE_RETURN_IF_ERROR(Advance());
      LOTSE_RETURN_IF_ERROR(TakeWord("last"));
    } else if (IsWord("last")) {
      LOTSE_RETURN_IF_ERROR(Advance());
    }
    const int64_t* count = token_.kind == Kind::kValue
                               ? std::get_if<int64_t>(&token_.value.kind)
                               : nullptr;
    if (count == nullptr) return Expected("a whole number of days");
    const int64_t n = *count;
    LOTSE_RETURN_IF_ERROR(Advance());
    struct Unit {
      const char* name;
      Duration duration;
    };
    static constexpr Unit kUnits[] = {
        {"week", Duration::Days(7)},      {"day", Duration::Days(1)},
        {"hour", Duration::Hours(1)},     {"minute", Duration::Minutes(1)},
        {"second", Duration::Seconds(1)}, {"microsecond", Duration::Micros(1)}};
    for (const Unit& unit : kUnits) {
      if (!IsWord(unit.name) && !IsWord(absl::StrCat(unit.name, "s"))) continue;
      const int64_t most =
          Duration::Days(kMaxDurationDays).micros() / unit.duration.micros();
      if (n <= 0 || n > most) {
        return Error(absl::StrCat("a duration is from 1 to ", most, " ",
                                  unit.name, "s"));
      }
      LOTSE_RETURN_IF_ERROR(Advance());
      return Duration::Micros(n * unit.duration.micros());
    }
    return Expected("weeks, days, hours, minutes or seconds");
  }

  absl::StatusOr<Operand> ParseOperandHere() {
    if (token_.kind != Kind::kName) {
      return Expected("the name of an attribute");
    }
    const std::string name(token_.text);
    LOTSE_RETURN_IF_ERROR(Advance());
    Operand operand;
    if (!IsSymbol("(")) {
      operand.kind = FactOperand{name};
      return operand;
    }
    const std::string function = absl::AsciiStrToLower(name);
    LOTSE_RETURN_IF_ERROR(Advance());
    if (function == "any" || function == "all") {
      if (token_.kind != Kind::kName) return Expected("the name of a list");
      operand.kind =
          ListOperand{function == "any" ? Quantifier::kAny : Quantifier::kAll,
                      std::string(token_.text)};
      LOTSE_RETURN_IF_ERROR(Advance());
    } else if (function == "count" || function == "sum" || function == "last") {
      LOTSE_ASSIGN_OR_RETURN(operand.kind, ParseActivities(function));
    } else if (function == "consent") {
      ConsentOperand consent;
      LOTSE_ASSIGN_OR_RETURN(consent.purpose, TakeText());
      LOTSE_RETURN_IF_ERROR(TakeSymbol(","));
      LOTSE_ASSIGN_OR_RETURN(consent.channel, TakeText());
      operand.kind = std::move(consent);
    } else {
      return Error(absl::StrCat("unknown function \"", function,
                                "\": there are any, all, count, sum, last, "
                                "consent and is_missing"));
    }
    LOTSE_RETURN_IF_ERROR(TakeSymbol(")"));
    return operand;
  }

  absl::StatusOr<std::string> TakeText() {
    std::string* text = token_.kind == Kind::kValue
                            ? std::get_if<std::string>(&token_.value.kind)
                            : nullptr;
    if (text == nullptr) return Expected("a text in quotes");
    std::string taken = std::move(*text);
    LOTSE_RETURN_IF_ERROR(Advance());
    return taken;
  }

  // Inside the parentheses of count, sum and last.
  absl::StatusOr<ActivityOperand> ParseActivities(absl::string_view function) {
    ActivityOperand operand;
    operand.aggregate = function == "count" ? Aggregate::kCount
                        : function == "sum" ? Aggregate::kSum
                                            : Aggregate::kLast;
    if (operand.aggregate == Aggregate::kSum) {
      if (token_.kind != Kind::kName) {
        return Expected("an attribute of the activities");
      }
      operand.attribute = std::string(token_.text);
      LOTSE_RETURN_IF_ERROR(Advance());
      LOTSE_RETURN_IF_ERROR(TakeWord("of"));
    }
    if (IsSymbol("*")) {
      LOTSE_RETURN_IF_ERROR(Advance());
    } else {
      while (true) {
        if (token_.kind != Kind::kName) {
          return Expected("a kind of activity, or *,");
        }
        operand.kinds.emplace_back(token_.text);
        LOTSE_RETURN_IF_ERROR(Advance());
        if (!IsSymbol(",")) break;
        LOTSE_RETURN_IF_ERROR(Advance());
      }
    }
    if (IsWord("where")) {
      LOTSE_RETURN_IF_ERROR(Advance());
      LOTSE_ASSIGN_OR_RETURN(Condition where, ParseOr());
      AllOf* all = std::get_if<AllOf>(&where.kind);
      if (all != nullptr && !all->conditions.empty()) {
        operand.where = std::move(all->conditions);
      } else {
        operand.where.push_back(std::move(where));
      }
    }
    if (IsWord("within")) {
      LOTSE_ASSIGN_OR_RETURN(operand.within, ParseWithin());
    }
    return operand;
  }

  ConditionLexer lexer_;
  ConditionToken token_;
  std::string previous_;
  size_t depth_ = 0;
};

}  // namespace

absl::StatusOr<Condition> ParseCondition(absl::string_view text) {
  return Parser(text).ParseWholeCondition();
}

absl::StatusOr<Operand> ParseOperand(absl::string_view text) {
  return Parser(text).ParseWholeOperand();
}

}  // namespace lotse
