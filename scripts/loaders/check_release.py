"""Reads every file of a release with the libraries that train on it, and checks what they see.

    python -m venv DIR && DIR/bin/pip install -r scripts/loaders/requirements.txt
    DIR/bin/pip install --no-deps trl==1.16.0
    npx tsx scripts/loaders/write-samples.ts SAMPLES
    DIR/bin/python scripts/loaders/check_release.py SAMPLES/*

A folder holds the files of one release with its manifest.json.
"""

import csv
import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_DATASETS_DISABLE_PROGRESS_BARS"] = "1"

import datasets
import transformers
import trl
from datasets import load_dataset
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast
from trl.data_utils import (
    apply_chat_template,
    extract_prompt,
    is_conversational,
    unpair_preference_dataset,
)

TEMPLATE = """{% for m in messages %}<|{{ m['role'] }}|>{{ m['content'] or '' }}{% if m.get('tool_calls') %}\
{% for c in m['tool_calls'] %}[call {{ c['function']['name'] }} {{ c['function']['arguments'] | tojson }}]{% endfor %}\
{% endif %}<|end|>{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}"""

TRL_COLUMNS = {
    "trl-language-modeling": {"messages"},
    "trl-prompt-completion": {"prompt", "completion"},
    "trl-preference": {"prompt", "chosen", "rejected"},
    "trl-unpaired-preference": {"prompt", "completion", "label"},
    "trl-prompt-only": {"prompt"},
}


def tokenizer():
    core = Tokenizer(models.WordLevel({"<unk>": 0}, unk_token="<unk>"))
    core.pre_tokenizer = pre_tokenizers.Whitespace()
    made = PreTrainedTokenizerFast(tokenizer_object=core, unk_token="<unk>", eos_token="<unk>")
    made.chat_template = TEMPLATE
    return made


TOKENIZER = tokenizer()


def load(path, cache):
    kind = {".jsonl": "json", ".csv": "csv", ".parquet": "parquet"}[path.suffix]
    return load_dataset(kind, data_files=str(path), split="train", cache_dir=cache)


def bare(value):
    """A value without the nulls that a common schema brings with it."""
    if isinstance(value, dict):
        return {key: bare(held) for key, held in value.items() if held is not None}
    return [bare(held) for held in value] if isinstance(value, list) else value


def check_same(path, data):
    """What the library sees is what the file says, row by row."""
    with open(path, encoding="utf-8") as lines:
        for line, row in zip(lines, data, strict=True):
            assert bare(json.loads(line)) == bare(row), line[:300]


def check_trl(name, data):
    """Column names, types and what the chat template makes of them."""
    columns = set(data.column_names)
    assert columns - {"tools"} == TRL_COLUMNS[name], columns
    assert all(is_conversational(row) for row in data.select(range(min(50, len(data)))))
    rows = data.select(range(min(300, len(data))))
    texts = rows.map(apply_chat_template, fn_kwargs={"processing_class": TOKENIZER}, remove_columns=rows.column_names)
    for column in texts.column_names:
        assert all(value is not None for value in texts[column]), column
    if name == "trl-preference":
        assert all(row["chosen"] != row["rejected"] for row in texts), "chosen and rejected are the same text"
        full = {
            "chosen": rows[0]["prompt"] + rows[0]["chosen"],
            "rejected": rows[0]["prompt"] + rows[0]["rejected"],
        }
        again = extract_prompt(full)
        assert len(again["prompt"]) >= len(rows[0]["prompt"])
        halves = unpair_preference_dataset(rows.select_columns(["prompt", "chosen", "rejected"]))
        assert len(halves) == 2 * len(rows) and set(halves["label"]) == {True, False}
    if name == "trl-unpaired-preference":
        assert set(data.unique("label")) <= {True, False}
    return f"template over {len(rows)} rows, columns {sorted(columns)}"


def check_openai_message(message):
    assert message["role"] in {"system", "developer", "user", "assistant", "tool"}, message
    if message["role"] == "tool":
        assert isinstance(message["tool_call_id"], str)
    for call in message.get("tool_calls") or []:
        assert isinstance(call["id"], str) and call["type"] == "function"
        json.loads(call["function"]["arguments"])
    assert message.get("tool_calls") or isinstance(message["content"], (str, list))


def check_openai(name, path):
    """Line by line, by the published shapes of the fine-tuning files."""
    count = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        count += 1
        if name == "openai-chat":
            assert set(row) <= {"messages", "tools"} and row["messages"][-1]["role"] == "assistant"
            messages = row["messages"]
        else:
            assert set(row) == {"input", "preferred_output", "non_preferred_output"}
            assert set(row["input"]) <= {"messages", "tools"}
            for side in ("preferred_output", "non_preferred_output"):
                assert len(row[side]) == 1 and row[side][0]["role"] == "assistant"
            messages = row["input"]["messages"] + row["preferred_output"] + row["non_preferred_output"]
        asked = {call["id"] for m in messages for call in m.get("tool_calls") or []}
        for message in messages:
            check_openai_message(message)
            assert message["role"] != "tool" or message["tool_call_id"] in asked or not asked
    return f"{count} lines by the published shape"


def check_table(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert len({len(row) for row in rows}) == 1
    for row in rows[1:]:
        for cell in row:
            number = cell.lstrip("-").replace(".", "", 1).isdigit()
            assert number or not cell.lstrip()[:1] in ("=", "+", "-", "@"), cell[:40]
    return f"{len(rows) - 1} rows of {len(rows[0])} cells, none a formula"


def check(path, file, cache):
    name = file["format"].removesuffix("-parquet")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == file["sha256"], "not the file of the manifest"
    if path.suffix in (".md", ".json"):
        return "hash"
    data = load(path, cache)
    assert len(data) == file["rows"], f"{len(data)} rows, not {file['rows']}"
    said = f"{len(data)} rows by datasets"
    if name in TRL_COLUMNS and path.suffix == ".jsonl":
        check_same(path, data)
        said += ", the same values, " + check_trl(name, data)
    elif name in TRL_COLUMNS:
        assert set(data.column_names) - {"tools"} == TRL_COLUMNS[name]
    elif name.startswith("openai") and path.suffix == ".jsonl":
        said += ", " + check_openai(name, path)
    elif path.suffix == ".csv":
        said += ", " + check_table(path)
    return said


def main(folders):
    print(f"datasets {datasets.__version__}, trl {trl.__version__}, transformers {transformers.__version__}")
    failures = 0
    with tempfile.TemporaryDirectory() as cache:
        for folder in map(Path, folders):
            manifest = json.loads((folder / "manifest.json").read_text())
            for file in manifest["files"]:
                try:
                    said = check(folder / file["name"], file, cache)
                    print(f"ok    {folder.name}/{file['name']}: {said}")
                except Exception as error:  # every file is looked at, whatever the others do
                    failures += 1
                    print(f"WRONG {folder.name}/{file['name']}: {type(error).__name__}: {str(error)[:300]}")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
