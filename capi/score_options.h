// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// How a report is asked for by flags. Thread-safe.
#ifndef LOTSE_CAPI_SCORE_OPTIONS_H_
#define LOTSE_CAPI_SCORE_OPTIONS_H_

#include <cstdint>

#include "lotse/c/lotse.h"
#include "lotse/engine/engine.h"

namespace lotse::capi {

// What LOTSE_SCORE_* among `flags` and a language, which CheckName took, say.
ScoreOptions ScoreOptionsOf(uint32_t flags, lotse_str language);

}  // namespace lotse::capi

#endif  // LOTSE_CAPI_SCORE_OPTIONS_H_
