// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What generated people say when they are asked: their traits, with noise.
#ifndef LOTSE_TOOLS_HEARD_ANSWERS_H_
#define LOTSE_TOOLS_HEARD_ANSWERS_H_

#include <cstdint>

#include "lotse/facts/facts.h"
#include "tools/seeded_random.h"

namespace lotse::tools {

// The questions of BANT, each about one trait.
enum class Question { kBudget, kAuthority, kNeed, kTimeFrame };
inline constexpr Question kQuestions[] = {Question::kBudget,
                                          Question::kAuthority, Question::kNeed,
                                          Question::kTimeFrame};

// A trait as somebody hears it: with noise, rarely quite wrong.
int64_t Heard(int64_t trait, SeededRandom* random);

// Key of the question, as the preset "b2b" has it.
const char* KeyOf(Question question);
// The option that goes with what was heard.
Value AnswerFor(Question question, int64_t heard);

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_HEARD_ANSWERS_H_
