// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ReadLeadStates.
#include "tools/lead_states.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "lotse/base/limits.h"
#include "lotse/engine/decision.h"
#include "lotse/import/byte_source.h"
#include "lotse/import/line_reader.h"
#include "lotse/proto/json.h"

namespace lotse::tools {

absl::StatusOr<LeadStates> ReadLeadStates(const std::string& path) {
  const std::string name = path == "-" ? "standard input" : path;
  absl::StatusOr<std::unique_ptr<ByteSource>> file = OpenByteSource(path);
  if (!file.ok()) {
    return absl::Status(file.status().code(),
                        absl::StrCat(name, ": ", file.status().message()));
  }
  LineReader lines(*std::move(file), kMaxRecordBytes);
  LeadStates states;
  Line line;
  while (lines.Next(&line)) {
    if (absl::StripAsciiWhitespace(line.text).empty() && !line.too_long) {
      continue;
    }
    const auto error = [&](absl::string_view message) {
      return absl::InvalidArgumentError(
          absl::StrCat(name, ": line ", line.number, ": ", message));
    };
    if (line.too_long) return error("is too long for a decision");
    absl::StatusOr<Decision> decision = proto::FromJson<Decision>(line.text);
    if (!decision.ok()) return error(decision.status().message());
    if (decision->lead_id.empty()) return error("lead_id: is missing");
    states[decision->lead_id] = std::move(decision->state);
  }
  if (!lines.status().ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat(name, ": ", lines.status().message()));
  }
  return states;
}

}  // namespace lotse::tools
