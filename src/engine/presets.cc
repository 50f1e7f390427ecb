// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Preset and PresetNames.
#include "lotse/engine/presets.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "src/engine/b2b_preset.h"

namespace lotse {

std::vector<std::string> PresetNames() {
  return {"b2b", "b2b_grades", "b2b_lifecycle"};
}

absl::StatusOr<EngineSpec> Preset(absl::string_view name) {
  if (name == "b2b") return B2bPreset();
  if (name == "b2b_grades") return B2bGradesPreset();
  if (name == "b2b_lifecycle") return B2bLifecyclePreset();
  return absl::NotFoundError(
      absl::StrCat("there is no preset \"", name,
                   "\"; there are: ", absl::StrJoin(PresetNames(), ", ")));
}

}  // namespace lotse
