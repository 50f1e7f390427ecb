// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "capi/score_options.h"

#include <string>

#include "capi/call_guard.h"

namespace lotse::capi {

ScoreOptions ScoreOptionsOf(uint32_t flags, lotse_str language) {
  ScoreOptions options;
  if (language.len > 0) options.language = std::string(ViewOf(language));
  options.contributions = (flags & LOTSE_SCORE_CONTRIBUTIONS) != 0;
  options.next_check = (flags & LOTSE_SCORE_NEXT_CHECK) != 0;
  options.audience = (flags & LOTSE_SCORE_NO_VALUES) != 0 ? Audience::kNoValues
                     : (flags & LOTSE_SCORE_NO_PERSONAL_VALUES) != 0
                         ? Audience::kNoPersonalValues
                         : Audience::kUnspecified;
  return options;
}

}  // namespace lotse::capi
