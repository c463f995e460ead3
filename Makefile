# The two commands: `make site` and `make test`. Both make .venv from a hash-pinned lock first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
ADDRESS ?= 127.0.0.1:8000
# Which edition: the demo has mkdocs.yml and site/, another one has <name>.yml and site-<name>/.
EDITION ?= demo
CONFIG := $(if $(filter demo,$(EDITION)),mkdocs.yml,$(EDITION).yml)
SITE := $(if $(filter demo,$(EDITION)),site,site-$(EDITION))

.PHONY: help site serve validate engine test lint lock demo bench-pii bench-validate bench-search screenshots bench-screen clean
.DEFAULT_GOAL := help

help:
	@echo "make site         检查数据，生成演示网站 → site/；别的版本：make site EDITION=licheng → site-licheng/"
	@echo "make serve        预览网站，数据、内容、模板一改就重新生成（ADDRESS=127.0.0.1:8000）"
	@echo "make validate     只检查数据；serve 和 validate 也可以写 EDITION=licheng"
	@echo "make engine       再取一次 SQL 页的引擎（平时随 make site 取好）"
	@echo "make test         格式、类型、分层检查和全部测试"
	@echo "make lint         只做格式、类型、分层检查"
	@echo "make demo         重新合成演示数据 → data/demo/"
	@echo "make bench-pii    测个人信息检测器的召回和误报 → docs/pii.md，不达标就失败"
	@echo "make bench-validate  测校验的速度和内存，与 frictionless 并排 → docs/validation-speed.md，不达标就失败"
	@echo "make bench-screen  测一百万条失信记录的筛查，与校验并排，列出每条规则的时间 → docs/screening-speed.md，不达标就失败"
	@echo "make bench-search 测五万条、一百万条的检索 → docs/search.md，不达标就失败（约半小时）"
	@echo "make screenshots  重新拍 README 的截图"
	@echo "make lock         更新依赖的锁定文件"

site: $(VENV)/.ready-site
	$(BIN)/gongshi validate -f $(CONFIG)
	$(BIN)/gongshi build -f $(CONFIG)
	@echo "打开 $(SITE)/index.html 即可查看；要检索和下载，运行 make serve$(if $(filter demo,$(EDITION)),, EDITION=$(EDITION))，再打开 http://$(ADDRESS)/"

serve: $(VENV)/.ready-site
	$(BIN)/gongshi serve -f $(CONFIG) --dev-addr $(ADDRESS)

validate: $(VENV)/.ready-site
	$(BIN)/gongshi validate -f $(CONFIG)

engine: $(VENV)/.ready-site
	$(BIN)/python hatch_build.py

lint: $(VENV)/.ready-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/python -m pytest -n auto --dist loadgroup

demo: $(VENV)/.ready-site
	$(BIN)/python benchmarks/synthesize.py demo
	$(BIN)/python benchmarks/synthesize.py release
	$(BIN)/python benchmarks/synthesize.py starter

bench-pii: $(VENV)/.ready-site
	$(BIN)/python benchmarks/bench_pii.py

bench-validate: $(VENV)/.ready-site
	$(BIN)/python benchmarks/bench_validate.py

bench-screen: $(VENV)/.ready-site
	$(BIN)/python benchmarks/bench_screen.py

bench-search: $(VENV)/.ready-test
	$(BIN)/python benchmarks/bench_search.py

screenshots: $(VENV)/.ready-test
	$(BIN)/gongshi build
	$(BIN)/python benchmarks/screenshots.py

# uv is a tool of whoever updates the lock; a fresh machine needs pip only.
lock: $(VENV)/.ready-test
	$(PIP) install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group build $(LOCK_OPTIONS) -o requirements.lock
	$(BIN)/uv pip compile --group node $(LOCK_OPTIONS) -o requirements-node.lock
	$(BIN)/uv pip compile pyproject.toml --group dev $(LOCK_OPTIONS) -c requirements.lock -o requirements-dev.lock
	$(BIN)/uv pip compile tests/opendata/csvw.in $(LOCK_OPTIONS) --no-deps -o tests/opendata/csvw.lock

LOCK_OPTIONS := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-header --no-annotate --upgrade

clean:
	rm -rf $(VENV) site site-*

# The folder counts as made only when its stamp stands: a broken install is begun anew.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "需要 Python 3.11 以上；可用 make PYTHON=/path/to/python3.12 指定"; exit 1; }
	rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV) || { echo "建不了 .venv：Debian/Ubuntu 上先安装 python3-venv"; exit 1; }
	@touch $@

ENGINE := hatch_build.py generator/gongshi/sqlite_engine.json

# A site can be made without the SQL page's engine; that it could not be had is said, no more.
$(VENV)/.ready-site: $(VENV)/.made requirements.lock pyproject.toml $(ENGINE)
	$(PIP) install --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-build-isolation --no-deps -e .
	@$(BIN)/python hatch_build.py || true
	@touch $@

# The CSVW validator wants an older rfc3986 than frictionless does: it has a folder of its own,
# which only its test puts on a path.
$(VENV)/.ready-test: $(VENV)/.ready-site requirements-dev.lock tests/opendata/csvw.lock
	$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	$(PIP) install --quiet --require-hashes --no-deps --upgrade --target $(VENV)/csvw -r tests/opendata/csvw.lock
	@touch $@
