#!/bin/sh
# Lighthouse as a phone would see a running site: the four scores of each kind of page.
# Fails when one of them is under 95. Needs Node.js and Chromium; SITE names another address, PAGES
# other pages. For SEO the site must be open to search engines: SEARCH_ENGINES_WELCOME=true make run.
set -eu

site="${SITE:-http://${HOST:-127.0.0.1}:${PORT:-8000}}"
least="${LEAST:-95}"
pages="${PAGES:-/ /menu/ /menu/lunch/igitoki-beef/ /questions/ /how-it-works/ /health-and-recipes/eating-after-an-operation/}"
reports="${DUSANGIRE_VAR_DIR:-var}/lighthouse"

command -v npx >/dev/null || { echo 'Lighthouse needs Node.js (Debian, Ubuntu: apt install npm).'; exit 1; }
CHROME_PATH="${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}"
[ -n "$CHROME_PATH" ] || { echo 'Lighthouse needs Chromium (Debian, Ubuntu: apt install chromium).'; exit 1; }
export CHROME_PATH
curl -fsS -o /dev/null "$site/readyz" || { echo "Nothing is ready at $site: start it with make run."; exit 1; }

mkdir -p "$reports"
printf '%-48s %12s %14s %15s %5s\n' page performance accessibility 'best practices' SEO
missed=0
for page in $pages; do
    report="$reports/$(echo "$page" | tr -cd 'a-z').json"
    npx --yes lighthouse@12 "$site$page" --quiet --output=json --output-path="$report" \
        --only-categories=performance,accessibility,best-practices,seo \
        --chrome-flags='--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage'
    node -e '
        const [file, page, least] = process.argv.slice(1);
        const { categories } = JSON.parse(require("fs").readFileSync(file, "utf8"));
        const scores = ["performance", "accessibility", "best-practices", "seo"].map(
            (name) => Math.round(categories[name].score * 100));
        console.log(page.padEnd(48), ...[12, 14, 15, 5].map((width, at) => `${scores[at]}`.padStart(width)));
        process.exit(scores.some((score) => score < Number(least)) ? 1 : 0);
    ' "$report" "$page" "$least" || missed=1
done
[ "$missed" = 0 ] || echo "A score is under $least; the reports in $reports say why."
exit "$missed"
