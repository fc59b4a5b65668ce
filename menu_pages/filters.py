class MenuFilterForm: pass
