import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import { defineConfig } from 'eslint/config'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import { parser } from './build/lint/parser.mjs'

const REPORT_ID = '/^(user-trend|active-users|retention|audience|region|terminal|pages|habits|sources)$/'
const REPORT_BRANCH = 'Only the catalogue knows reports by name: put what differs into the report file.'

export default defineConfig(
  { ignores: ['node_modules/', 'out/', 'dist/', 'coverage/', 'bench/', 'test-results/'] },
  // A rule is right, or it is changed here for all: no comment in a file switches it off.
  { linterOptions: { noInlineConfig: true } },

  {
    files: ['**/*.ts', '**/*.vue'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.vue'] },
    },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allow: ['URL', 'URLSearchParams'] },
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // `a || b` is meant where an empty text counts as absent, as in environment variables.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // Asks for the `!` that the strict set forbids.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // Our services are closures, whose functions may be handed on alone; the rule sees methods in their interfaces.
      '@typescript-eslint/unbound-method': 'off',
      // The compiler's noPropertyAccessFromIndexSignature asks for the brackets.
      '@typescript-eslint/dot-notation': 'off',
      // An interface may be a name for a recursive record, which a type alias cannot be.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      // Electron's own types make every window look like another class.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Enums that packages declare for their types alone have no value to write.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
    },
  },
  {
    files: ['electron/**/*.ts', 'renderer/**/*.{ts,vue}'],
    ignores: ['electron/core/catalogue/**', 'electron/sandbox/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: `BinaryExpression[operator=/^[!=]==$/] > Literal[value=${REPORT_ID}]`, message: REPORT_BRANCH },
        { selector: `SwitchCase > Literal[value=${REPORT_ID}]`, message: REPORT_BRANCH },
      ],
    },
  },
  {
    files: ['electron/{contract,core}/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'window', 'document', 'localStorage', 'navigator'],
    },
  },
  {
    files: ['build/**', 'test/**'],
    rules: { 'no-console': 'off', '@typescript-eslint/no-empty-function': 'off' },
  },

  {
    files: ['renderer/**/*.vue'],
    extends: [vue.configs['flat/recommended']],
    languageOptions: { globals: globals.browser, parserOptions: { parser } },
    rules: {
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-v-html': 'error',
    },
  },

  { files: ['**/*.{js,mjs,cjs}'], languageOptions: { globals: globals.node }, rules: { eqeqeq: 'error' } },
  prettier,
)
