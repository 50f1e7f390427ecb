// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// QuestionnaireSpec: qualifying questions and what their answers are worth, as
// plain data.
//
//   QuestionnaireSpec spec;
//   spec.name = "bant";
//   QuestionSpec budget;
//   budget.key = "budget";                  // declared in schema.answer
//   budget.text = {"", "Is there a budget?", "Gibt es ein Budget?"};
//   budget.options = {{"approved", Points::FromDouble(12)},
//                     {"planned", Points::FromDouble(6)},
//                     {"none", Points::FromDouble(-12)}};
//   spec.questions.push_back(budget);
//
// questionnaire.h compiles and runs it; docs/questionnaire.md explains it.
#ifndef LOTSE_SCORE_QUESTIONNAIRE_SPEC_H_
#define LOTSE_SCORE_QUESTIONNAIRE_SPEC_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/local_text.h"
#include "lotse/base/points.h"
#include "lotse/base/time.h"
#include "lotse/condition/condition.h"
#include "lotse/facts/value.h"

namespace lotse {

// What one option of a text or list is worth.
struct QuestionOption {
  // One of the question's options in the schema.
  std::string option;
  // May be negative. Unset: 0.
  Points points;
  // The reason people read. Unset: the option's own label.
  LocalText label;
  // A lead with this answer is not to be worked, whatever its points.
  bool veto = false;
  // How often this is the answer, relative to the question's other entries, 0
  // to 1,000,000; only for the choice of the next question. Unset in all
  // entries: all alike. Must not be unset in some only.
  std::optional<double> likelihood;

  static constexpr auto Fields() {
    return FieldList(Field{1, "option", &QuestionOption::option},
                     Field{2, "points", &QuestionOption::points},
                     Field{3, "label", &QuestionOption::label},
                     Field{4, "veto", &QuestionOption::veto},
                     Field{5, "likelihood", &QuestionOption::likelihood});
  }
};

// What an integer, number, date, time or amount of money in from <= x < below
// is worth.
struct QuestionBand {
  // Of the question's type. Missing: no lower bound (only the first band).
  Value from;
  // Missing: no upper bound (only the last band).
  Value below;
  Points points;
  // The reason people read. Unset: made from the bounds.
  LocalText label;
  // As in QuestionOption.
  bool veto = false;
  std::optional<double> likelihood;

  static constexpr auto Fields() {
    return FieldList(Field{1, "from", &QuestionBand::from},
                     Field{2, "below", &QuestionBand::below},
                     Field{3, "points", &QuestionBand::points},
                     Field{4, "label", &QuestionBand::label},
                     Field{5, "veto", &QuestionBand::veto},
                     Field{6, "likelihood", &QuestionBand::likelihood});
  }
};

// What "yes" or "no" is worth.
struct YesNoPoints {
  Points points;
  // The reason people read. Unset: "yes" or "no".
  LocalText label;
  // As in QuestionOption.
  bool veto = false;
  std::optional<double> likelihood;

  static constexpr auto Fields() {
    return FieldList(Field{1, "points", &YesNoPoints::points},
                     Field{2, "label", &YesNoPoints::label},
                     Field{3, "veto", &YesNoPoints::veto},
                     Field{4, "likelihood", &YesNoPoints::likelihood});
  }
};

// One question. Its type and its options are those of the answer of the same
// key in the schema.
struct QuestionSpec {
  // Key of an attribute in schema.answer; unique in the questionnaire.
  std::string key;
  // What to ask. Required.
  LocalText text;
  // What it is about, such as "budget", for grouping. Unset: nothing.
  std::string topic;
  // Asked only if this holds; may read facts and other answers. While it does
  // not hold the question gives no points. Unset: always asked.
  Condition when;
  // For text (one of them) and list (each that is chosen counts once). An
  // answer that is none of them gives 0.
  std::vector<QuestionOption> options;
  // For integer, number, date, time and money: ascending, without holes. An
  // answer outside of all bands gives 0.
  std::vector<QuestionBand> bands;
  // For boolean.
  YesNoPoints yes;
  YesNoPoints no;
  // While no known answer counts: never asked, asked but not known, or expired.
  Points missing;
  // Multiplies the points of each entry and of `missing`, each product rounded
  // to 1e-9 once. 0 to 1,000,000. Unset: 1.
  std::optional<double> weight;
  // Caps of what the question gives, after weighing. Unset: none.
  std::optional<Points> min;
  std::optional<Points> max;
  // What asking costs, relative to the other questions; above 0 and at most
  // 1,000,000. Unset: 1.
  std::optional<double> effort;
  // An answer of known time that is this old is open again. Zero: as long as
  // the answer itself says; never longer than that.
  Duration valid_for;
  // The declared attribute that an answer writes: "company.budget". Unset:
  // none.
  std::string attribute;
  // Not asked any more. Old answers stay readable and give their points;
  // `missing` is not given.
  bool retired = false;
  // Sources in the order of trust, such as {"call", "form"}: where valid
  // answers contradict each other, that of the first source here counts; of one
  // source, and of sources not named here, the latest. At most 100. Empty: the
  // latest counts whatever its source.
  std::vector<std::string> preferred_sources;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "key", &QuestionSpec::key},
        Field{2, "text", &QuestionSpec::text},
        Field{3, "topic", &QuestionSpec::topic},
        Field{4, "when", &QuestionSpec::when},
        Field{5, "options", &QuestionSpec::options},
        Field{6, "bands", &QuestionSpec::bands},
        Field{7, "yes", &QuestionSpec::yes}, Field{8, "no", &QuestionSpec::no},
        Field{9, "missing", &QuestionSpec::missing},
        Field{10, "weight", &QuestionSpec::weight},
        Field{11, "min", &QuestionSpec::min},
        Field{12, "max", &QuestionSpec::max},
        Field{13, "effort", &QuestionSpec::effort},
        Field{14, "valid_for", &QuestionSpec::valid_for},
        Field{15, "attribute", &QuestionSpec::attribute},
        Field{16, "retired", &QuestionSpec::retired},
        Field{17, "preferred_sources", &QuestionSpec::preferred_sources});
  }
};

struct QuestionnaireSpec {
  // Key, such as "bant"; names the signals questionnaire.<name>.*.
  std::string name;
  // How people call it. Unset: the name.
  LocalText label;
  // Version of the questions, not negative; raised by who edits them. 0: none.
  int64_t version = 0;
  // In the order in which they are shown. At least one.
  std::vector<QuestionSpec> questions;
  // Caps of the sum of all questions. Unset: none.
  std::optional<Points> min;
  std::optional<Points> max;

  static constexpr auto Fields() {
    return FieldList(Field{1, "name", &QuestionnaireSpec::name},
                     Field{2, "label", &QuestionnaireSpec::label},
                     Field{3, "version", &QuestionnaireSpec::version},
                     Field{4, "questions", &QuestionnaireSpec::questions},
                     Field{5, "min", &QuestionnaireSpec::min},
                     Field{6, "max", &QuestionnaireSpec::max});
  }
};

}  // namespace lotse

#endif  // LOTSE_SCORE_QUESTIONNAIRE_SPEC_H_
