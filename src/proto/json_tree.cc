// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// JsonTree::Parse, on the event interface of nlohmann::json.
//
// Its messages quote the document, which may hold a person's data; only its
// position in the document is passed on.
#include "src/proto/json_tree.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/limits.h"
#include "lotse/base/utf8.h"
#include "nlohmann/json.hpp"

namespace lotse::proto {
namespace {

// Each message is an object, in one list at most.
constexpr size_t kMaxJsonDepth = 2 * kMaxDepth + 2;

// "line 3, column 7" of the byte before `position`, both from 1. Columns are
// counted in characters.
std::string Place(absl::string_view json, size_t position) {
  const absl::string_view before =
      json.substr(0, position == 0 ? 0 : std::min(position, json.size()) - 1);
  const size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0.
  const auto is_start = [](char c) { return (c & 0xC0) != 0x80; };
  const absl::string_view line = before.substr(line_start);
  return absl::StrCat(
      "line ", std::count(before.begin(), before.end(), '\n') + 1, ", column ",
      std::count_if(line.begin(), line.end(), is_start) + 1);
}

}  // namespace

// Takes the events of the parser. Each returns whether to go on.
class JsonTreeBuilder : public nlohmann::json::json_sax_t {
 public:
  JsonTreeBuilder(absl::string_view json, size_t max_bytes, JsonTree* tree)
      : json_(json), max_nodes_(max_bytes / 8), tree_(*tree) {}

  bool null() override { return Add(JsonKind::kNull); }
  bool boolean(bool value) override {
    return Add(value ? JsonKind::kTrue : JsonKind::kFalse);
  }
  bool number_integer(number_integer_t value) override {
    return AddText(JsonKind::kNumber, absl::StrCat(value));
  }
  bool number_unsigned(number_unsigned_t value) override {
    return AddText(JsonKind::kNumber, absl::StrCat(value));
  }
  bool number_float(number_float_t, const string_t& digits) override {
    // The digits have the decimal point of the process's locale.
    string_t text = digits;
    for (char& c : text) {
      const bool is_part = absl::ascii_isdigit(static_cast<unsigned char>(c)) ||
                           c == '-' || c == '+' || c == 'e' || c == 'E';
      if (!is_part) c = '.';
    }
    return AddText(JsonKind::kNumber, text);
  }
  bool string(string_t& value) override {
    return AddText(JsonKind::kText, value);
  }
  bool binary(binary_t&) override { return false; }  // JSON has none.
  bool start_object(size_t) override { return Open(JsonKind::kObject); }
  bool key(string_t& key) override {
    key_begin_ = Keep(key);
    key_size_ = static_cast<uint32_t>(key.size());
    return true;
  }
  bool end_object() override { return Close(); }
  bool start_array(size_t) override { return Open(JsonKind::kArray); }
  bool end_array() override { return Close(); }

  bool parse_error(size_t position, const std::string&,
                   const nlohmann::json::exception& error) override {
    constexpr int kNumberOverflow = 406;
    const std::optional<size_t> invalid = FindInvalidUtf8(json_);
    if (invalid.has_value() && *invalid < position) {
      Fail(absl::StrCat(Place(json_, *invalid + 1),
                        ": this is not valid UTF-8; save the text as UTF-8"));
      return false;
    }
    Fail(absl::StrCat(Place(json_, position), ": ",
                      error.id == kNumberOverflow ? "this number is too large"
                      : position > json_.size()
                          ? "the text ends too early"
                          : "this is not valid JSON here; look for a missing "
                            "comma, quote or bracket"));
    return false;
  }

  const absl::Status& status() const { return status_; }

 private:
  void Fail(absl::string_view message) {
    status_ = absl::InvalidArgumentError(message);
  }

  bool Add(JsonKind kind) {
    if (tree_.nodes_.size() >= max_nodes_) {
      Fail("has too many values: split the input");
      return false;
    }
    JsonTree::Node& node = tree_.nodes_.emplace_back();
    node.kind = kind;
    node.key_begin = key_begin_;
    node.key_size = key_size_;
    node.end = static_cast<uint32_t>(tree_.nodes_.size());
    key_size_ = 0;
    return true;
  }

  bool AddText(JsonKind kind, absl::string_view text) {
    if (!Add(kind)) return false;
    JsonTree::Node& node = tree_.nodes_.back();
    node.text_begin = Keep(text);
    node.text_size = static_cast<uint32_t>(text.size());
    return true;
  }

  bool Open(JsonKind kind) {
    if (open_.size() == kMaxJsonDepth) {
      Fail(absl::StrCat("is nested deeper than ", kMaxDepth, " levels"));
      return false;
    }
    if (!Add(kind)) return false;
    open_.push_back(tree_.nodes_.size() - 1);
    return true;
  }

  bool Close() {
    tree_.nodes_[open_.back()].end = static_cast<uint32_t>(tree_.nodes_.size());
    open_.pop_back();
    return true;
  }

  uint32_t Keep(absl::string_view text) {
    const uint32_t begin = static_cast<uint32_t>(tree_.texts_.size());
    absl::StrAppend(&tree_.texts_, text);
    return begin;
  }

  absl::string_view json_;
  size_t max_nodes_;
  JsonTree& tree_;
  std::vector<size_t> open_;
  uint32_t key_begin_ = 0;
  uint32_t key_size_ = 0;
  absl::Status status_;
};

absl::StatusOr<JsonTree> JsonTree::Parse(absl::string_view json,
                                         size_t max_bytes) {
  // Offsets are 32 bits, and no text is longer decoded than it was in quotes.
  max_bytes = std::min<size_t>(max_bytes, std::numeric_limits<int32_t>::max());
  if (json.size() > max_bytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("has more than ", max_bytes, " bytes: split the input"));
  }
  JsonTree tree;
  JsonTreeBuilder builder(json, max_bytes, &tree);
  if (!nlohmann::json::sax_parse(json.begin(), json.end(), &builder)) {
    return builder.status();
  }
  return tree;
}

}  // namespace lotse::proto
