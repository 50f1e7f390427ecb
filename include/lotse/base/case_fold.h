// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Case folding for comparing European text without regard to case.
//
// Full Unicode folding (statuses C and F of CaseFolding.txt) of all Latin
// letters in everyday use, of Greek and of Cyrillic: upper, lower and title
// case become one, ß and ẞ become "ss", the ligature ﬁ becomes "fi". There is
// no locale: I folds to i, and the Turkish İ to i with a combining dot.
//
//   EqualsFolded("STRASSE", "Straße")      // true
//   EqualsFolded("Müller", "Mueller")      // false: folding is not spelling
//
//   std::string folded;                    // kept by the caller and reused
//   FoldCase(text, &folded);
//
// Text is taken as it is, without normalization: an é of one code point differs
// from an e with a combining accent. Bytes that are not UTF-8 stay as they are
// and equal only themselves. Folding folded text changes nothing.
//
// Pure functions over constant tables, safe from any thread.

#ifndef LOTSE_BASE_CASE_FOLD_H_
#define LOTSE_BASE_CASE_FOLD_H_

#include <string>

#include "absl/strings/string_view.h"

namespace lotse {

// Replaces `*out` by the folded form of `utf8`, which must not point into
// `*out`. The capacity of `*out` is kept, so nothing is allocated once it is
// large enough: utf8.size() bytes for ASCII, at most three times that for any
// text.
void FoldCase(absl::string_view utf8, std::string* out);

// Whether the folded forms of `a` and `b` are the same. Allocates nothing and
// stops at the first difference.
bool EqualsFolded(absl::string_view a, absl::string_view b);

}  // namespace lotse

#endif  // LOTSE_BASE_CASE_FOLD_H_
