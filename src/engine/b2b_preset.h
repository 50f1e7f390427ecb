// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The presets "b2b", "b2b_grades" and "b2b_lifecycle": leads of a company that
// sells to companies, in English and German. Internal to engine.
#ifndef LOTSE_SRC_ENGINE_B2B_PRESET_H_
#define LOTSE_SRC_ENGINE_B2B_PRESET_H_

#include "lotse/engine/engine_spec.h"

namespace lotse {

EngineSpec B2bPreset();
EngineSpec B2bGradesPreset();
EngineSpec B2bLifecyclePreset();

}  // namespace lotse

#endif  // LOTSE_SRC_ENGINE_B2B_PRESET_H_
