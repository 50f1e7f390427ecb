// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LineReader.
#include "lotse/import/line_reader.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace lotse {
namespace {

constexpr size_t kChunkBytes = 64 * 1024;

}  // namespace

LineReader::LineReader(std::unique_ptr<ByteSource> bytes, size_t max_line_bytes)
    : bytes_(std::move(bytes)), max_line_bytes_(max_line_bytes) {}

// Appends one more piece to buffer_; false if there is none.
bool LineReader::Fill() {
  if (ended_) return false;
  buffer_.erase(0, position_);
  position_ = 0;
  const size_t old_size = buffer_.size();
  buffer_.resize(old_size + kChunkBytes);
  absl::StatusOr<size_t> count = bytes_->Read(&buffer_[old_size], kChunkBytes);
  buffer_.resize(old_size + (count.ok() ? *count : 0));
  if (!count.ok()) status_ = count.status();
  ended_ = !count.ok() || *count == 0;
  return !ended_;
}

bool LineReader::Next(Line* line) {
  if (number_ == 0) {
    while (buffer_.size() < 3 && Fill()) {
    }
    if (absl::StartsWith(buffer_, "\xEF\xBB\xBF")) position_ = 3;
  }
  bool too_long = false;
  size_t searched = position_;
  while (true) {
    const size_t end = buffer_.find('\n', searched);
    if (end == std::string::npos &&
        buffer_.size() - position_ > max_line_bytes_ + 1) {
      too_long = true;
      buffer_.clear();
      position_ = 0;
    }
    if (end != std::string::npos || !Fill()) {
      if (!status_.ok()) return false;
      const bool last = end == std::string::npos;
      if (last && buffer_.size() == position_ && !too_long) return false;
      line->text = absl::string_view(buffer_).substr(
          position_, (last ? buffer_.size() : end) - position_);
      absl::ConsumeSuffix(&line->text, "\r");
      line->too_long = too_long || line->text.size() > max_line_bytes_;
      if (line->too_long) line->text = "";
      line->number = ++number_;
      position_ = last ? buffer_.size() : end + 1;
      return true;
    }
    // Fill moved what is there to the front; a line end split by it is LF
    // alone.
    searched = buffer_.size() > kChunkBytes ? buffer_.size() - kChunkBytes : 0;
  }
}

}  // namespace lotse
