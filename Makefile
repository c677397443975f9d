# Luotsi: what a developer and an operator do. `make help` lists the targets.
PYTHON ?= python3
WEB = .venv/bin/python
BOT = bot/.venv/bin/python
TRAINER ?= .tools/trainer/bin/python
RASA = PYTHONPATH=. PYTHONWARNINGS=ignore RASA_TELEMETRY_ENABLED=false LUOTSI_ACTION_URL=http://127.0.0.1:5055/webhook TF_CPP_MIN_LOG_LEVEL=3 $(BOT) -m rasa

.PHONY: help run install develop catalogue train serve test check evaluate evaluate-floor evaluate-crisis evaluate-baselines evaluate-folds evaluate-search bench-search test-axe coverage screenshots transcripts encoder clean audit secrets sbom licences test-faults load

help: ## Lists the targets
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | sort | awk -F'\t' '{printf "  make %-12s %s\n", $$1, $$2}'

run: ## Installs, builds, trains what is missing, and serves until Ctrl-C
	@exec $(PYTHON) -m deploy.local run

install: ## Installs both environments for serving
	@$(PYTHON) -m deploy.local install

develop: ## Installs both environments with what tests and checks need
	@$(PYTHON) -m deploy.local install --dev

catalogue: ## Builds the catalogue from the content folder
	$(WEB) -m service_catalog.cli catalog build

train: ## Builds the catalogue and trains what is out of date
	@$(PYTHON) -m deploy.local prepare

serve: ## Serves without installing
	@exec $(PYTHON) -m deploy.local serve

check: develop ## Lints and type-checks everything, and validates the training data
	$(WEB) -m ruff check .
	$(WEB) -m ruff format --check .
	$(WEB) -m mypy actions finnish service_catalog web tests
	PYTHONPATH=. $(BOT) -m mypy --config-file bot/pyproject.toml bot/channel.py bot/model_hash.py bot/quiet_logs.py bot/tracker_store.py bot/components bot/evaluation
	$(RASA) data validate --domain domain.yml --config config.yml --data data/nlu data/rules
	npm ci --silent && npm run check

test: develop train ## Installs and runs all tests, both environments
	PYTHONPATH=. PYTHONWARNINGS=ignore $(BOT) -m pytest --rootdir tests/bot --confcutdir tests/bot -c tests/bot/pytest.ini -p no:cacheprovider -W ignore -q tests/bot
	$(WEB) -m pytest --ignore tests/bot --ignore tests/browser
	# Apart: Playwright keeps an event loop running, in which no other test could start its own.
	$(WEB) -m pytest tests/browser

evaluate: ## Measures the trained bot and the coverage of needs, and writes docs/evaluation.md and docs/coverage.md
	PYTHONPATH=. PYTHONWARNINGS=ignore $(BOT) -m bot.evaluation
	PYTHONPATH=. PYTHONWARNINGS=ignore $(BOT) -m bot.evaluation.report
	$(WEB) -m web.pages.figures
	$(WEB) -m tests.conversations.coverage

evaluate-crisis: ## Measures crisis detection, fails below the floors, and writes docs/crisis.md
	$(WEB) -m web.crisis.evaluate --floors tests/evaluation/crisis_floors.yml --write docs/crisis.md

evaluate-floor: ## Fails when the trained bot understands worse than bot/evaluation/floor.py allows
	PYTHONPATH=. PYTHONWARNINGS=ignore $(BOT) -m bot.evaluation --floor

evaluate-baselines: ## Measures other pipelines beside ours: make evaluate-baselines PART=0.1 (hours with all data)
	PYTHONPATH=. PYTHONWARNINGS=ignore $(BOT) -m bot.evaluation.baselines --part $(or $(PART),1)

evaluate-folds: ## Rasa's own cross-validation of the acts on a tenth of the data (long)
	PYTHONPATH=. PYTHONWARNINGS=ignore $(BOT) -m bot.evaluation.folds

test-axe: ## Looks at every face, language, state and screen with axe-core (540 cases, about half an hour)
	npm ci --silent
	$(WEB) -m tests.browser.matrix

evaluate-search: ## Measures search and its baselines on graded queries and writes docs/search.md
	@ls models/*.tar.gz >/dev/null 2>&1 && PYTHONPATH=. PYTHONWARNINGS=ignore $(BOT) -m tests.bot.hear_queries || echo "No trained model: measured without the needs that the bot hears."
	OMP_NUM_THREADS=1 $(WEB) -m service_catalog.evaluation

bench-search: ## Measures time and memory of search for 1,000 to 100,000 services (long)
	OMP_NUM_THREADS=1 $(WEB) -m service_catalog.evaluation.speed main

coverage: ## Asks a running Luotsi every need in every municipality, and tells whose the gaps are
	$(WEB) -m web.cli coverage

screenshots: ## Takes the pictures of docs/screenshots with the whole running Luotsi
	$(WEB) -m tests.browser.screenshots

transcripts: ## Writes docs/transcripts with the whole running Luotsi
	$(WEB) -m tests.conversations.transcripts

test-faults: ## Runs the fault tests with Rasa itself and the trained model (make test has one in its place)
	LUOTSI_FAULTS_WITH_RASA=1 $(WEB) -m pytest tests/faults

load: ## Loads a running Luotsi: make load PROFILE=steady|spike|breakpoint|soak URL=http://127.0.0.1:8000
	$(WEB) -m tests.load $(or $(PROFILE),steady) $(or $(URL),http://127.0.0.1:8000)

audit: ## Checks the kept findings of the supply chain, and asks OSV about both environments
	$(WEB) -m deploy.supply audit

secrets: ## Looks for keys and passwords in the files of the repository
	$(WEB) -m deploy.supply secrets

sbom: ## Writes the bill of materials (CycloneDX) of both environments under var/sbom
	$(WEB) -m deploy.supply sbom

licences: ## Prints the licences of the root environment
	$(WEB) -m deploy.supply licences

encoder: ## Fine-tunes the sentence encoder anew (about an hour; needs bot/training/encoder/requirements.txt)
	@test -x $(TRAINER) || { echo "Set TRAINER to a Python that has bot/training/encoder/requirements.txt."; exit 1; }
	OMP_NUM_THREADS=2 OMP_WAIT_POLICY=passive $(TRAINER) -m bot.training.encoder --epochs 8 --minutes 60

clean: ## Removes environments, models and databases
	rm -rf .venv bot/.venv .tools models var node_modules
