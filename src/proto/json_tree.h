// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// JsonTree: a JSON document, parsed. All nodes stand in one vector in the order
// of the document, all texts in one string, so that a document of any shape
// takes few allocations and no recursion.
//
//   absl::StatusOr<JsonTree> tree = JsonTree::Parse(json, max_bytes);
//   for (size_t i = tree->FirstChild(0); i != tree->End(0); i = tree->End(i))
//
// Numbers are kept as text, so nothing is rounded before its type is known.
#ifndef LOTSE_SRC_PROTO_JSON_TREE_H_
#define LOTSE_SRC_PROTO_JSON_TREE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace lotse::proto {

enum class JsonKind : uint8_t {
  kNull,
  kFalse,
  kTrue,
  kNumber,
  kText,
  kArray,
  kObject,
};

class JsonTree {
 public:
  // Error: InvalidArgument if `json` has more than `max_bytes` bytes, is no
  // JSON ("line 3, column 7: ..."), is nested too deeply for any of our
  // messages, or has far more values than bytes to say something with.
  static absl::StatusOr<JsonTree> Parse(absl::string_view json,
                                        size_t max_bytes);

  // The root is node 0.
  JsonKind kind(size_t node) const { return nodes_[node].kind; }
  // Of an element of an object.
  absl::string_view key(size_t node) const {
    return Text(nodes_[node].key_begin, nodes_[node].key_size);
  }
  // Of a text, its content; of a number, its digits.
  absl::string_view text(size_t node) const {
    return Text(nodes_[node].text_begin, nodes_[node].text_size);
  }
  // Elements of an array or object; End(node) follows the last one.
  size_t FirstChild(size_t node) const { return node + 1; }
  size_t End(size_t node) const { return nodes_[node].end; }

 private:
  friend class JsonTreeBuilder;

  struct Node {
    uint32_t end = 0;
    uint32_t key_begin = 0;
    uint32_t key_size = 0;
    uint32_t text_begin = 0;
    uint32_t text_size = 0;
    JsonKind kind = JsonKind::kNull;
  };

  absl::string_view Text(uint32_t begin, uint32_t size) const {
    return absl::string_view(texts_).substr(begin, size);
  }

  std::vector<Node> nodes_;
  std::string texts_;
};

}  // namespace lotse::proto

#endif  // LOTSE_SRC_PROTO_JSON_TREE_H_
