// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Presets: specs to begin with.
//
//   absl::StatusOr<EngineSpec> spec = Preset("b2b");
//
// A preset is an opinion to be edited, not a law. None scores age, sex, origin
// or family status: where a schema has such attributes they are
// not_for_scoring.
#ifndef LOTSE_ENGINE_PRESETS_H_
#define LOTSE_ENGINE_PRESETS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lotse/engine/engine_spec.h"

namespace lotse {

// The names there are: "b2b" adds fit, engagement and qualification up;
// "b2b_grades" has a grid of 13 grades of fit (F, D-, D, ... A+; D is where a
// lead begins) by three numbers of engagement; "b2b_lifecycle" is b2b with
// buyer stages, a lifecycle, routing and a work list.
std::vector<std::string> PresetNames();

// The preset of this name. Error: NotFound with the names there are.
absl::StatusOr<EngineSpec> Preset(absl::string_view name);

}  // namespace lotse

#endif  // LOTSE_ENGINE_PRESETS_H_
