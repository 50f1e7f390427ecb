// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What the words in a status or stage column of a CRM say, in English and
// German, as the usual systems and people write them.
//
//   MeaningOfStatus("Closed Won")                  // kWon
//   MeaningOfStatus("8 - Geschlossen (verloren)")  // kLost
//   MeaningOfStatus("Open - Not Contacted")        // kNew
//   MeaningOfStatus("Needs Analysis")              // kUnspecified
//
// Pure functions, safe from any thread.
#ifndef LOTSE_IMPORT_STATUS_WORDS_H_
#define LOTSE_IMPORT_STATUS_WORDS_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace lotse {

enum class StatusMeaning : uint8_t {
  kUnspecified = 0,  // Some stage of work, or no such text.
  kNew,              // Nobody has worked on it.
  kWorked,           // Open, and somebody has.
  kOpen,             // Open; work is not mentioned.
  kWon,
  kLost,
};

// The longest known phrase that `text` consists of or contains decides, without
// regard to case and punctuation.
StatusMeaning MeaningOfStatus(absl::string_view text);

}  // namespace lotse

#endif  // LOTSE_IMPORT_STATUS_WORDS_H_
