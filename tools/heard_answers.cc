// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Heard, KeyOf and AnswerFor.
#include "tools/heard_answers.h"

#include "tools/buying_process.h"
#include "tools/touchpoints.h"

namespace lotse::tools {
namespace {

// From `high` on the first word, from `middle` on the second.
struct Scale {
  const char* key;
  int64_t middle;
  int64_t high;
  const char* words[3];
};
constexpr Scale kScales[] = {
    {"budget", 380, 720, {"approved", "planned", "none"}},
    {"authority", 350, 680, {"decides", "influences", "uses"}},
    {"need", 250, 620, {"urgent", "recognised", "none"}},
    {"time_frame", 420, 700, {"three_months", "this_year", "later"}}};

const Scale& ScaleOf(Question question) {
  return kScales[static_cast<size_t>(question)];
}

}  // namespace

int64_t Heard(int64_t trait, SeededRandom* random) {
  if (random->Chance(60)) return random->Below(1000);
  return Clamp1000(trait + random->Bell(130));
}

const char* KeyOf(Question question) { return ScaleOf(question).key; }

Value AnswerFor(Question question, int64_t heard) {
  const Scale& scale = ScaleOf(question);
  return TextValue(scale.words[heard >= scale.high     ? 0
                               : heard >= scale.middle ? 1
                                                       : 2]);
}

}  // namespace lotse::tools
