// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Files that commands write with -o.
#ifndef LOTSE_TOOLS_OUTPUT_FILE_H_
#define LOTSE_TOOLS_OUTPUT_FILE_H_

#include <string>

#include "absl/status/status.h"

namespace lotse::tools {

// Writes `text` to the file at `path`. Errors: AlreadyExists unless `force`,
// Unknown if the system cannot write; both name the file and what to do.
absl::Status WriteNewFile(const std::string& path, const std::string& text,
                          bool force);

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_OUTPUT_FILE_H_
