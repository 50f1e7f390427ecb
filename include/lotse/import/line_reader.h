// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LineReader: the lines of a text, one after the other, in bounded memory.
//
//   LineReader lines(std::move(bytes), kMaxRecordBytes);
//   Line line;
//   while (lines.Next(&line)) { ... line.number, line.text ... }
//   LOTSE_RETURN_IF_ERROR(lines.status());
//
// Lines end in LF or CR LF. A line above the limit is skipped to its end
// without being kept. A UTF-8 byte order mark at the start is dropped. Not
// thread-safe.
#ifndef LOTSE_IMPORT_LINE_READER_H_
#define LOTSE_IMPORT_LINE_READER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lotse/import/byte_source.h"

namespace lotse {

// One line; `text` is valid until the next call.
struct Line {
  // The first is 1.
  int64_t number = 0;
  // Without its end.
  absl::string_view text;
  // The line was longer than the limit; `text` is empty.
  bool too_long = false;
};

class LineReader {
 public:
  // `max_line_bytes`: of one line without its end.
  LineReader(std::unique_ptr<ByteSource> bytes, size_t max_line_bytes);

  // Reads the next line into `*line`; false at the end, or if the bytes cannot
  // be read any further (see status()).
  bool Next(Line* line);

  const absl::Status& status() const { return status_; }

 private:
  bool Fill();

  std::unique_ptr<ByteSource> bytes_;
  size_t max_line_bytes_;
  absl::Status status_;
  std::string buffer_;
  size_t position_ = 0;  // Of the next line in buffer_.
  int64_t number_ = 0;
  bool ended_ = false;
};

}  // namespace lotse

#endif  // LOTSE_IMPORT_LINE_READER_H_
