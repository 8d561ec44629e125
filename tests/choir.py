"""A short survey in three languages that tests change while answers come in."""

FORM = """
questionnaire: choir
title: {sl: "Zbor", hr: "Zbor", en: "Choir"}
languages: [sl, hr, en]
sections:
  - id: start
    questions:
      - id: r0
        type: consent
        label: {sl: "Preden začnete", hr: "Prije početka", en: "Before you begin"}
        agree: {sl: "Odgovarjam brez imena.", hr: "Odgovaram bez imena.", en: "I answer without my name."}
        legal_basis:
          public_task: {sl: "Naloga občine.", hr: "Zadaća općine.", en: "The town's task."}
      - id: r1
        type: district
        required: true
        label: {sl: "Kje živite?", hr: "Gdje živite?", en: "Where do you live?"}
  - id: wishes
    questions:
      - id: coming
        type: single
        measures: intent
        label: {sl: "Bi prišli?", hr: "Biste li došli?", en: "Would you come?"}
        options:
          often: {sl: "pogosto", hr: "često", en: "often"}
          never: {sl: "nikoli", hr: "nikada", en: "never"}
      - id: words
        type: text
        label: {sl: "Še kaj?", hr: "Još nešto?", en: "Anything else?"}
"""
OFTEN = 'often: {sl: "pogosto", hr: "često", en: "often"}'
WEEKLY = 'weekly: {sl: "vsak teden", hr: "svaki tjedan", en: "every week"}'
EDITED = FORM.replace(OFTEN, WEEKLY).replace("Would you come?", "How often would you come?")
"""The same with other words and an option under another code."""
