// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// QuestionnaireResult: what a lead's answers come to, for people and hosts:
// points with what each question gives, completeness, contradictions, and how
// far each open question could still move the points. Plain data.
#ifndef LOTSE_SCORE_QUESTIONNAIRE_RESULT_H_
#define LOTSE_SCORE_QUESTIONNAIRE_RESULT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/local_text.h"
#include "lotse/base/points.h"
#include "lotse/base/time.h"

namespace lotse {

// How it stands with one question. The first that fits, in the order
// not_applicable, retired, open or expired, unknown, contradictory, answered.
enum class QuestionState : uint8_t {
  kUnspecified = 0,
  kAnswered = 1,       // A known answer counts.
  kUnknown = 2,        // Asked, but the answer that counts is not known.
  kOpen = 3,           // Never asked.
  kExpired = 4,        // Answered once, but no answer is valid any more.
  kNotApplicable = 5,  // Its `when` does not hold.
  kRetired = 6,        // Not asked any more.
  kContradictory = 7,  // A known answer counts, and valid ones differ from it.
};

template <>
struct EnumNames<QuestionState> {
  static constexpr const char* kPrefix = "QUESTION_STATE_";
  static constexpr EnumName<QuestionState> kNames[] = {
      {QuestionState::kAnswered, "answered"},
      {QuestionState::kUnknown, "unknown"},
      {QuestionState::kOpen, "open"},
      {QuestionState::kExpired, "expired"},
      {QuestionState::kNotApplicable, "not_applicable"},
      {QuestionState::kRetired, "retired"},
      {QuestionState::kContradictory, "contradictory"}};
};

// One of the lead's answers.
struct AnswerRef {
  // Index in Lead.answers.
  int64_t index = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "index", &AnswerRef::index});
  }
};

// What one question comes to.
struct QuestionResult {
  // Key of the question.
  std::string question;
  QuestionState state = QuestionState::kUnspecified;
  // What it gives, after its caps; parts of the questionnaire's points.
  Points points;
  // Index in Lead.answers of the answer that counts. Unset: none does.
  std::optional<int64_t> answer;
  // When that answer stops counting. Unset: never, or none counts.
  Instant valid_until;
  // Version of the questionnaire that it was given to. 0: unknown.
  int64_t version = 0;
  // The latest known and valid answer of each author and source that has one,
  // if they are not all the same; in the order of Lead.answers.
  std::vector<AnswerRef> contradictions;
  // The answer that counts has an option that the schema does not have; it
  // gives 0.
  bool option_unknown = false;
  // Of a question that is open, expired or unknown: by how much an answer could
  // still change the questionnaire's points, at least and at most. Unset for
  // others.
  std::optional<Points> min_change;
  std::optional<Points> max_change;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "question", &QuestionResult::question},
        Field{2, "state", &QuestionResult::state},
        Field{3, "points", &QuestionResult::points},
        Field{4, "answer", &QuestionResult::answer},
        Field{5, "valid_until", &QuestionResult::valid_until},
        Field{6, "version", &QuestionResult::version},
        Field{7, "contradictions", &QuestionResult::contradictions},
        Field{8, "option_unknown", &QuestionResult::option_unknown},
        Field{9, "min_change", &QuestionResult::min_change},
        Field{10, "max_change", &QuestionResult::max_change});
  }
};

struct QuestionnaireResult {
  // Name and version of the questionnaire.
  std::string name;
  int64_t version = 0;
  // The sum of what the questions give, and `cap`.
  Points points;
  // What the caps of the questionnaire add.
  Points cap;
  // Which share of what matters is answered, 0 to 1: the ranges of the asked
  // questions with a known answer over the ranges of all asked questions; the
  // range of a question is the most points of an answer less the least. 1 if no
  // asked question can move the points.
  double completeness = 0;
  // Key of the first question with a veto, and the reason. Empty: no veto.
  std::string veto;
  LocalText veto_reason;
  // One for each question, in the order of the spec.
  std::vector<QuestionResult> questions;
  // Answers to questions that the schema does not have. They are not read.
  std::vector<AnswerRef> unread;
  // The first instant after the evaluation at which other answers count without
  // a new one: one expires, or one of the future begins. Unset: never.
  Instant next_change;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "name", &QuestionnaireResult::name},
        Field{2, "version", &QuestionnaireResult::version},
        Field{3, "points", &QuestionnaireResult::points},
        Field{4, "cap", &QuestionnaireResult::cap},
        Field{5, "completeness", &QuestionnaireResult::completeness},
        Field{6, "veto", &QuestionnaireResult::veto},
        Field{7, "veto_reason", &QuestionnaireResult::veto_reason},
        Field{8, "questions", &QuestionnaireResult::questions},
        Field{9, "unread", &QuestionnaireResult::unread},
        Field{10, "next_change", &QuestionnaireResult::next_change});
  }
};

}  // namespace lotse

#endif  // LOTSE_SCORE_QUESTIONNAIRE_RESULT_H_
